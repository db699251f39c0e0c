// The writes that one durable step of a case costs, in C on SQLite: what Anwei is measured against.
//
// One step is five statements: read the case, insert its entry (about 800 bytes), update the head of the
// case, upsert its deadline, insert an outbox row. Nothing is decided, checked, hashed or sealed, so the
// figure is what the disk and SQLite allow, not what a product reaches.

#ifndef ANWEI_BENCH_STEPS_H
#define ANWEI_BENCH_STEPS_H

#include <stdint.h>

// Opens or creates the database: WAL, synchronous=FULL, 4 tables with 3 indexes beside their keys.
void steps_open(const char *path);
void steps_close(void);

void steps_begin(void);
void steps_commit(void);
void steps_savepoint(void);
void steps_release(void);

// Opens a case; returns its row.
int64_t steps_open_case(int64_t now);

// Advances a case by one step; returns its new revision, or -1 if there is no such case.
int64_t steps_advance(int64_t id, int64_t now);

// Moves the WAL into the database file and empties it.
void steps_checkpoint(void);

#endif
