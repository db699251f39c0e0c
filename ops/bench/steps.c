// See steps.h.

#include "steps.h"

#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static sqlite3 *database;
static sqlite3_stmt *begin, *commit, *savepoint, *release;
static sqlite3_stmt *read_case, *insert_case, *update_case, *insert_entry, *upsert_deadline, *insert_outbox;

static const char *schema =
    "CREATE TABLE IF NOT EXISTS cases(id INTEGER PRIMARY KEY, workflow TEXT NOT NULL, unit TEXT NOT NULL,"
    " state TEXT NOT NULL, revision INTEGER NOT NULL, due INTEGER, data TEXT NOT NULL);"
    "CREATE INDEX IF NOT EXISTS cases_by_due ON cases(unit, due) WHERE due IS NOT NULL;"
    "CREATE TABLE IF NOT EXISTS entries(position INTEGER PRIMARY KEY, case_id INTEGER NOT NULL,"
    " revision INTEGER NOT NULL, at INTEGER NOT NULL, bytes BLOB NOT NULL, hash BLOB NOT NULL,"
    " UNIQUE(case_id, revision));"
    "CREATE TABLE IF NOT EXISTS deadlines(case_id INTEGER NOT NULL, name TEXT NOT NULL, due INTEGER NOT NULL,"
    " PRIMARY KEY(case_id, name)) WITHOUT ROWID;"
    "CREATE INDEX IF NOT EXISTS deadlines_by_due ON deadlines(due);"
    "CREATE TABLE IF NOT EXISTS outbox(id INTEGER PRIMARY KEY, case_id INTEGER NOT NULL,"
    " revision INTEGER NOT NULL, body TEXT NOT NULL);";

// 300 bytes of data as a case of the product has them, and entry bytes of about 800.
static char data_text[301], entry_bytes[801], hash_bytes[32];

static void fail(const char *what) {
    fprintf(stderr, "reference: %s: %s\n", what, sqlite3_errmsg(database));
    exit(1);
}

static void run(const char *sql) {
    if (sqlite3_exec(database, sql, 0, 0, 0) != SQLITE_OK) fail(sql);
}

static sqlite3_stmt *prepare(const char *sql) {
    sqlite3_stmt *statement;
    if (sqlite3_prepare_v3(database, sql, -1, SQLITE_PREPARE_PERSISTENT, &statement, 0) != SQLITE_OK) fail(sql);
    return statement;
}

// Runs a statement that returns no row and leaves it ready for the next time.
static void done(sqlite3_stmt *statement) {
    if (sqlite3_step(statement) != SQLITE_DONE) fail(sqlite3_sql(statement));
    sqlite3_reset(statement);
}

static void number(sqlite3_stmt *statement, int index, int64_t value) {
    sqlite3_bind_int64(statement, index, value);
}

static void text(sqlite3_stmt *statement, int index, const char *value) {
    sqlite3_bind_text(statement, index, value, -1, SQLITE_STATIC);
}

void steps_open(const char *path) {
    if (sqlite3_open(path, &database) != SQLITE_OK) fail(path);
    run("PRAGMA journal_mode=WAL");
    run("PRAGMA synchronous=FULL");
    run(schema);
    memset(data_text, 'd', sizeof data_text - 1);
    memset(entry_bytes, 'e', sizeof entry_bytes - 1);
    begin = prepare("BEGIN IMMEDIATE");
    commit = prepare("COMMIT");
    savepoint = prepare("SAVEPOINT step");
    release = prepare("RELEASE step");
    read_case = prepare("SELECT state, revision, data FROM cases WHERE id = ?");
    insert_case = prepare("INSERT INTO cases(workflow, unit, state, revision, due, data) VALUES('bench', ?, 'first', 0, ?, ?)");
    update_case = prepare("UPDATE cases SET state = ?, revision = ?, due = ?, data = ? WHERE id = ? AND revision = ?");
    insert_entry = prepare("INSERT INTO entries(case_id, revision, at, bytes, hash) VALUES(?, ?, ?, ?, ?)");
    upsert_deadline = prepare("INSERT INTO deadlines(case_id, name, due) VALUES(?, 'answer', ?)"
                              " ON CONFLICT(case_id, name) DO UPDATE SET due = excluded.due");
    insert_outbox = prepare("INSERT INTO outbox(case_id, revision, body) VALUES(?, ?, ?)");
}

void steps_close(void) { sqlite3_close_v2(database); }
void steps_begin(void) { done(begin); }
void steps_commit(void) { done(commit); }
void steps_savepoint(void) { done(savepoint); }
void steps_release(void) { done(release); }
void steps_checkpoint(void) { run("PRAGMA wal_checkpoint(TRUNCATE)"); }

static void write_entry(int64_t id, int64_t revision, int64_t now) {
    // The bytes differ from entry to entry as real ones do; nothing compresses them anyway.
    snprintf(entry_bytes, 64, "{\"case\":%lld,\"revision\":%lld", (long long)id, (long long)revision);
    number(insert_entry, 1, id);
    number(insert_entry, 2, revision);
    number(insert_entry, 3, now);
    sqlite3_bind_blob(insert_entry, 4, entry_bytes, sizeof entry_bytes - 1, SQLITE_STATIC);
    sqlite3_bind_blob(insert_entry, 5, hash_bytes, sizeof hash_bytes, SQLITE_STATIC);
    done(insert_entry);
}

static void write_deadline(int64_t id, int64_t due) {
    number(upsert_deadline, 1, id);
    number(upsert_deadline, 2, due);
    done(upsert_deadline);
}

int64_t steps_open_case(int64_t now) {
    int64_t due = now + 432000;
    char unit[16];
    snprintf(unit, sizeof unit, "unit%03d", (int)(now % 200));
    text(insert_case, 1, unit);
    number(insert_case, 2, due);
    text(insert_case, 3, data_text);
    done(insert_case);
    int64_t id = sqlite3_last_insert_rowid(database);
    write_entry(id, 0, now);
    write_deadline(id, due);
    return id;
}

int64_t steps_advance(int64_t id, int64_t now) {
    number(read_case, 1, id);
    if (sqlite3_step(read_case) != SQLITE_ROW) {
        sqlite3_reset(read_case);
        return -1;
    }
    int64_t before = sqlite3_column_int64(read_case, 1);
    sqlite3_reset(read_case);
    int64_t revision = before + 1, due = now + 86400 * (1 + (id + revision) % 5);
    write_entry(id, revision, now);
    text(update_case, 1, revision % 2 ? "second" : "first");
    number(update_case, 2, revision);
    number(update_case, 3, due);
    text(update_case, 4, data_text);
    number(update_case, 5, id);
    number(update_case, 6, before);
    done(update_case);
    if (sqlite3_changes(database) != 1) fail("the case moved meanwhile");
    write_deadline(id, due);
    number(insert_outbox, 1, id);
    number(insert_outbox, 2, revision);
    sqlite3_bind_text(insert_outbox, 3, data_text, 150, SQLITE_STATIC);
    done(insert_outbox);
    return revision;
}
