/// Every statement that the store runs on cases and journal, each prepared once a connection.
///
/// All of the program's SQL but pragmas and migrations stands here; nothing is put together from strings.
enum Query: Int, CaseIterable {
    case begin, beginReading, commit, rollback
    case savepoint, release, rollbackTo
    case chainHead, entriesOfCase, entries, insertEntry
    case loadCase, headOfCase, insertCase, updateHead, updateDue, updateProjection, caseCount
    case casesOfAccount, casesDue, nextDue
    case number, insertNumber, updateNumber, casesNumbered
    case putParty, dropParty
    case putDeadline, dropDeadline, deadlines, headsOfAccount
    case putOccurrence, dropOccurrence, casesWithOccurrence
    case dropCases, dropNumbers, dropParties, dropDeadlines, dropOccurrences
    case countSerial
    case putBundle, bundle
    case putCaseKey, caseKey, dropCaseKey
    case putRegister, register, registered
    case putAnswered, answered
    case putNotice, notices
    case putRefusal, refusals, refusalHead, refusalRecords, chainRefusal
    case putLook, looks, lookHead, lookRecords, chainLook
    case putVerdict, verdict, verdictHead, verdictRecords, chainVerdict
    case putConsole, console, consoleHead, consoleRecords
    case putFact, fact
    case storedCases, storedNumbers, storedParties, storedDeadlines, storedOccurrences, storedCaseKeys
    case storedSerials, storedBundles, answeredKeys
    case integrity, schemaObjects, storedClasses, strayRows
}

extension Query {
    /// The text of the statement.
    var sql: String {
        switch self {
        case .begin: "BEGIN IMMEDIATE"
        case .beginReading: "BEGIN DEFERRED"
        case .commit: "COMMIT"
        case .rollback: "ROLLBACK"
        case .savepoint: "SAVEPOINT command"
        case .release: "RELEASE command"
        case .rollbackTo: "ROLLBACK TO command"
        case .chainHead: "SELECT sequence, hash, at FROM entries ORDER BY sequence DESC LIMIT 1"
        case .entriesOfCase:
            """
            SELECT sequence, case_id, revision, at, kind, account, bytes, hash FROM entries
            WHERE case_id = ?1 AND revision > ?2 ORDER BY revision LIMIT ?3
            """
        case .entries:
            """
            SELECT sequence, case_id, revision, at, kind, account, bytes, hash FROM entries
            WHERE sequence > ?1 ORDER BY sequence LIMIT ?2
            """
        case .insertEntry: "INSERT INTO entries VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)"
        case .loadCase:
            "SELECT head, is_closed, next_due, states, occurrences FROM cases WHERE id = ?1"
        case .headOfCase: "SELECT head FROM cases WHERE id = ?1"
        case .insertCase: "INSERT INTO cases VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)"
        case .updateHead: "UPDATE cases SET states = ?2, head = ?3 WHERE id = ?1"
        case .updateDue: "UPDATE cases SET next_due = ?2, states = ?3, head = ?4 WHERE id = ?1"
        case .updateProjection:
            """
            UPDATE cases SET unit = ?2, workflow = ?3, is_closed = ?4, next_due = ?5, states = ?6,
            occurrences = ?7, head = ?8 WHERE id = ?1
            """
        case .caseCount: "SELECT count(*) FROM cases"
        case .casesOfAccount: Query.casesOfAccountText
        case .casesDue:
            """
            SELECT id FROM cases WHERE next_due IS NOT NULL AND next_due <= ?1 ORDER BY next_due, id LIMIT ?2
            """
        case .nextDue:
            "SELECT next_due FROM cases WHERE next_due IS NOT NULL ORDER BY next_due LIMIT 1"
        case .number: "SELECT case_id, unit FROM numbers WHERE number = ?1"
        case .insertNumber: "INSERT INTO numbers VALUES (?1, ?2, ?3)"
        case .updateNumber: "UPDATE numbers SET unit = ?2 WHERE number = ?1"
        case .casesNumbered:
            """
            SELECT c.head FROM numbers AS n CROSS JOIN cases AS c ON c.id = n.case_id
            WHERE n.unit IS NULL AND instr(n.number, ?1) > 0 ORDER BY n.case_id DESC LIMIT ?2
            """
        case .putParty: "INSERT OR REPLACE INTO parties VALUES (?1, ?2, ?3)"
        case .dropParty: "DELETE FROM parties WHERE account = ?1 AND case_id = ?2"
        case .putDeadline: "INSERT INTO deadlines VALUES (?1, ?2, ?3, ?4, ?5)"
        case .dropDeadline:
            "DELETE FROM deadlines WHERE due = ?1 AND case_id = ?2 AND name = ?3 AND occasion = ?4"
        case .deadlines: Query.deadlinesText
        case .headsOfAccount: Query.headsOfAccountText
        case .putOccurrence: "INSERT OR IGNORE INTO occurrences VALUES (?1, ?2, ?3, ?4)"
        case .dropOccurrence:
            "DELETE FROM occurrences WHERE kind = ?1 AND place = ?2 AND day = ?3 AND case_id = ?4"
        case .casesWithOccurrence:
            """
            SELECT id, occurrences FROM cases WHERE id IN (
              SELECT o.case_id FROM json_each(?2) AS p CROSS JOIN occurrences AS o
              ON o.kind = ?1 AND o.place = p.value AND o.day BETWEEN ?3 AND ?4 AND o.case_id <> ?5)
            """
        case .dropCases: "DELETE FROM cases"
        case .dropNumbers: "DELETE FROM numbers"
        case .dropParties: "DELETE FROM parties"
        case .dropDeadlines: "DELETE FROM deadlines"
        case .dropOccurrences: "DELETE FROM occurrences"
        case .countSerial:
            """
            INSERT INTO serials VALUES (?1, 1) ON CONFLICT (series) DO UPDATE SET last = last + 1
            RETURNING last
            """
        case .putBundle: "INSERT OR IGNORE INTO bundles VALUES (?1, ?2)"
        case .bundle: "SELECT bytes FROM bundles WHERE hash = ?1"
        case .putCaseKey: "INSERT INTO case_keys VALUES (?1, ?2)"
        case .caseKey: "SELECT wrapped FROM case_keys WHERE case_id = ?1"
        case .dropCaseKey: "DELETE FROM case_keys WHERE case_id = ?1"
        case .putRegister: "INSERT OR REPLACE INTO register VALUES (?1, ?2, ?3)"
        case .register: "SELECT id, row FROM register WHERE kind = ?1"
        case .registered: "SELECT row FROM register WHERE kind = ?1 AND id = ?2"
        case .putAnswered: "INSERT INTO answered VALUES (?1, ?2, ?3, ?4)"
        case .answered: "SELECT request, sequence, case_id FROM answered WHERE key = ?1"
        case .putNotice: "INSERT INTO outbox VALUES (NULL, ?1, ?2, ?3, ?4, ?5, ?6, ?7)"
        case .notices:
            """
            SELECT id, account, case_id, name, reason, zh_hant, en, at FROM outbox
            WHERE id > ?1 ORDER BY id LIMIT ?2
            """
        case .putRefusal: "INSERT INTO refusals VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)"
        case .refusals:
            """
            SELECT at, account, case_id, action, kind, clauses, attributes FROM refusals
            ORDER BY id DESC LIMIT ?1
            """
        case .putLook: "INSERT INTO looks VALUES (?1, ?2, ?3, ?4, ?5, ?6)"
        case .looks:
            "SELECT at, account, fields FROM looks WHERE case_id = ?1 ORDER BY id DESC LIMIT ?2"
        case .putVerdict: "INSERT INTO verdicts VALUES (?1, ?2, ?3)"
        case .verdict: "SELECT 1 FROM verdicts WHERE key = ?1"
        case .refusalHead: "SELECT id, hash FROM refusals ORDER BY id DESC LIMIT 1"
        case .lookHead: "SELECT id, hash FROM looks ORDER BY id DESC LIMIT 1"
        case .verdictHead: "SELECT id, hash FROM verdicts ORDER BY id DESC LIMIT 1"
        case .refusalRecords: "SELECT * FROM refusals WHERE id > ?1 ORDER BY id LIMIT ?2"
        case .lookRecords: "SELECT * FROM looks WHERE id > ?1 ORDER BY id LIMIT ?2"
        case .verdictRecords: "SELECT * FROM verdicts WHERE id > ?1 ORDER BY id LIMIT ?2"
        case .chainRefusal: "UPDATE refusals SET hash = ?2 WHERE id = ?1"
        case .chainLook: "UPDATE looks SET hash = ?2 WHERE id = ?1"
        case .chainVerdict: "UPDATE verdicts SET hash = ?2 WHERE id = ?1"
        case .putConsole: "INSERT INTO console VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)"
        case .console: Query.consoleText
        case .consoleHead: "SELECT id, hash FROM console ORDER BY id DESC LIMIT 1"
        case .consoleRecords: "SELECT * FROM console WHERE id > ?1 ORDER BY id LIMIT ?2"
        case .putFact: "INSERT INTO facts VALUES (?1, ?2)"
        case .fact: "SELECT value FROM facts WHERE name = ?1"
        case .storedCases:
            "SELECT id, unit, workflow, is_closed, next_due, states, occurrences FROM cases ORDER BY id"
        case .storedNumbers: "SELECT number, case_id, unit FROM numbers"
        case .storedParties: "SELECT account, case_id, is_conflicted FROM parties"
        case .storedDeadlines: "SELECT due, case_id, name, occasion, status FROM deadlines"
        case .storedOccurrences: "SELECT kind, place, day, case_id FROM occurrences"
        case .storedCaseKeys: "SELECT case_id FROM case_keys"
        case .storedSerials: "SELECT series, last FROM serials"
        case .storedBundles: "SELECT hash FROM bundles ORDER BY hash"
        case .answeredKeys:
            "SELECT key, request, sequence, case_id FROM answered WHERE key > ?1 ORDER BY key LIMIT ?2"
        case .integrity: "PRAGMA integrity_check"
        case .schemaObjects: Query.schemaObjectsText
        case .storedClasses: Query.storedClassesText
        case .strayRows: Query.strayRowsText
        }
    }
}
