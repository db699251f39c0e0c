-- What was asked in a console's session, recorded before it is done, and how it ended: a stream as in version 3.
CREATE TABLE console (
    id        INTEGER PRIMARY KEY,
    at        INTEGER NOT NULL,
    session   INTEGER NOT NULL,     -- the row with which the session began; of that row its own id
    account   TEXT NOT NULL,
    step      TEXT NOT NULL,        -- attached, mode, asked, answered, closed, reviewed
    refers_to INTEGER,              -- the row that an answer is to
    cases     TEXT NOT NULL,        -- the ids of the cases that it is about, a blank before and after each
    content   TEXT NOT NULL,        -- JSON without sensitive values
    hash      BLOB NOT NULL CHECK (length(hash) = 32)
);
CREATE INDEX console_of_session ON console (session, id);
