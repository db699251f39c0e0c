-- What has passed the check of definitions, so that unchanged files are not checked at the next start.
-- A key is a digest, in hexadecimal, of all that was looked at and of the checker's version.
CREATE TABLE verdicts (
    key TEXT PRIMARY KEY
) WITHOUT ROWID;
