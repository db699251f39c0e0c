-- The journal is the truth; every other table about cases is a projection of it, kept for speed.
-- Few indexes: each costs the writer about one page per step.
-- Instants are milliseconds since 1970 in UTC, days are text (2026-11-24).

-- One chain over all entries: hash = SHA-256(previous hash || bytes).
CREATE TABLE entries (
    sequence INTEGER PRIMARY KEY,
    case_id  INTEGER,               -- NULL for an entry of the register
    revision INTEGER NOT NULL,
    at       INTEGER NOT NULL,
    kind     TEXT NOT NULL,
    account  TEXT,
    hash     BLOB NOT NULL CHECK (length(hash) = 32),
    bytes    BLOB NOT NULL
);
CREATE UNIQUE INDEX entries_of_case ON entries (case_id, revision) WHERE case_id IS NOT NULL;

-- A case as its entries have left it. head is JSON without the sealed values' plaintext.
CREATE TABLE cases (
    id          INTEGER PRIMARY KEY,
    unit        TEXT NOT NULL,
    workflow    TEXT NOT NULL,
    is_closed   INTEGER NOT NULL,
    next_due    INTEGER,            -- the first millisecond at which something is due
    states      TEXT NOT NULL,      -- a line feed before and after each id
    occurrences TEXT NOT NULL,      -- JSON; the table of this name is for searching
    head        BLOB NOT NULL
);
CREATE INDEX cases_of_unit ON cases (unit, id, is_closed, workflow);
CREATE INDEX cases_due ON cases (next_due) WHERE next_due IS NOT NULL;

-- Current numbers (unit IS NULL) and those from before a referral, with the unit that sees "referred".
CREATE TABLE numbers (
    number  TEXT PRIMARY KEY,
    case_id INTEGER NOT NULL,
    unit    TEXT
) WITHOUT ROWID;

CREATE TABLE parties (
    account       TEXT NOT NULL,
    case_id       INTEGER NOT NULL,
    is_conflicted INTEGER NOT NULL,
    PRIMARY KEY (account, case_id)
) WITHOUT ROWID;

-- Deadlines that wait, run or are missed, in due order; what is met or cancelled stands in the head alone.
CREATE TABLE deadlines (
    due      INTEGER NOT NULL,      -- the greatest integer where there is no due instant yet
    case_id  INTEGER NOT NULL,
    name     TEXT NOT NULL,
    occasion INTEGER NOT NULL,
    status   TEXT NOT NULL,
    PRIMARY KEY (due, case_id, name, occasion)
) WITHOUT ROWID;

CREATE TABLE occurrences (
    kind    TEXT NOT NULL,
    place   TEXT NOT NULL,
    day     TEXT NOT NULL,
    case_id INTEGER NOT NULL,
    PRIMARY KEY (kind, place, day, case_id)
) WITHOUT ROWID;

CREATE TABLE outbox (
    id      INTEGER PRIMARY KEY,
    account TEXT NOT NULL,
    case_id INTEGER NOT NULL,
    name    TEXT NOT NULL,
    reason  TEXT NOT NULL,
    zh_hant TEXT NOT NULL,
    en      TEXT NOT NULL,
    at      INTEGER NOT NULL
);

CREATE TABLE answered (
    key      BLOB PRIMARY KEY,
    request  BLOB NOT NULL,
    sequence INTEGER NOT NULL,
    case_id  INTEGER NOT NULL
) WITHOUT ROWID;

CREATE TABLE case_keys (
    case_id INTEGER PRIMARY KEY,
    wrapped BLOB NOT NULL
);

CREATE TABLE register (
    kind TEXT NOT NULL,
    id   TEXT NOT NULL,
    row  BLOB NOT NULL,
    PRIMARY KEY (kind, id)
) WITHOUT ROWID;

-- The series with the empty name counts the case ids.
CREATE TABLE serials (
    series TEXT PRIMARY KEY,
    last   INTEGER NOT NULL
) WITHOUT ROWID;

CREATE TABLE bundles (
    hash  TEXT PRIMARY KEY,
    bytes BLOB NOT NULL
);

CREATE TABLE credentials (
    digest  BLOB PRIMARY KEY,
    account TEXT NOT NULL,
    at      INTEGER NOT NULL
) WITHOUT ROWID;

CREATE TABLE refusals (
    id         INTEGER PRIMARY KEY,
    at         INTEGER NOT NULL,
    account    TEXT NOT NULL,
    case_id    INTEGER,
    action     TEXT NOT NULL,
    kind       TEXT NOT NULL,
    clauses    TEXT NOT NULL,       -- a JSON list
    attributes TEXT NOT NULL        -- a JSON list
);

CREATE TABLE looks (
    id      INTEGER PRIMARY KEY,
    at      INTEGER NOT NULL,
    account TEXT NOT NULL,
    case_id INTEGER NOT NULL,
    fields  TEXT NOT NULL           -- a JSON list
);
CREATE INDEX looks_at_case ON looks (case_id, id);

-- Facts about the file itself: the check value of the master key.
CREATE TABLE facts (
    name  TEXT PRIMARY KEY,
    value BLOB NOT NULL
) WITHOUT ROWID;
