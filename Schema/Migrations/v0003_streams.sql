-- Refusals, looks and verdicts become streams: hash = SHA-256(hash of the row before || the row's columns from id
-- on, each ended by a line feed: a number in decimal digits, a text as its length in bytes, a colon and its bytes,
-- nothing for NULL). The first row follows 32 zero bytes. The program hashes the rows that are there already.
DROP INDEX looks_at_case;
ALTER TABLE refusals RENAME TO old_refusals;
ALTER TABLE looks RENAME TO old_looks;
ALTER TABLE verdicts RENAME TO old_verdicts;

CREATE TABLE refusals (
    id         INTEGER PRIMARY KEY,
    at         INTEGER NOT NULL,
    account    TEXT NOT NULL,
    case_id    INTEGER,
    action     TEXT NOT NULL,
    kind       TEXT NOT NULL,
    clauses    TEXT NOT NULL,       -- a JSON list
    attributes TEXT NOT NULL,       -- a JSON list
    hash       BLOB NOT NULL CHECK (length(hash) = 32)
);

CREATE TABLE looks (
    id      INTEGER PRIMARY KEY,
    at      INTEGER NOT NULL,
    account TEXT NOT NULL,
    case_id INTEGER NOT NULL,
    fields  TEXT NOT NULL,          -- a JSON list
    hash    BLOB NOT NULL CHECK (length(hash) = 32)
);
CREATE INDEX looks_at_case ON looks (case_id, id);

-- What has passed the check of definitions; a key as in version 2.
CREATE TABLE verdicts (
    id   INTEGER PRIMARY KEY,
    key  TEXT NOT NULL UNIQUE,
    hash BLOB NOT NULL CHECK (length(hash) = 32)
);

INSERT INTO refusals SELECT *, zeroblob(32) FROM old_refusals ORDER BY id;
INSERT INTO looks SELECT *, zeroblob(32) FROM old_looks ORDER BY id;
INSERT INTO verdicts SELECT row_number() OVER (ORDER BY key), key, zeroblob(32) FROM old_verdicts;
DROP TABLE old_refusals;
DROP TABLE old_looks;
DROP TABLE old_verdicts;

-- Credentials become rows of the register, each put by an entry of the chain: the program appends those entries for
-- the ones that are there already.
INSERT INTO register
SELECT 'credential', lower(hex(digest)), CAST(json_object('id', lower(hex(digest)), 'account', account, 'issuedAt', at) AS BLOB)
FROM credentials;
DROP TABLE credentials;
