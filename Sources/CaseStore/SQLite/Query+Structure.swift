/// What verification asks about the form of the file: nothing here looks at what the journal says.
extension Query {
    /// Everything that the schema declares; SQLite's own indexes come with their tables.
    static let schemaObjectsText = """
        SELECT type, name, sql FROM sqlite_schema WHERE name NOT LIKE 'sqlite\\_%' ESCAPE '\\'
        ORDER BY type, name
        """

    /// The rows of each table that hold a value of a class that no write of ours makes.
    ///
    /// SQLite stores anything in any column, and a text compares unlike the same bytes: such a row is not found.
    static let storedClassesText = """
        SELECT 'entries', count(*) FROM entries WHERE typeof(case_id) NOT IN ('integer', 'null')
          OR typeof(revision) <> 'integer' OR typeof(at) <> 'integer' OR typeof(kind) <> 'text'
          OR typeof(account) NOT IN ('text', 'null') OR typeof(hash) <> 'blob' OR typeof(bytes) <> 'blob'
        UNION ALL
        SELECT 'cases', count(*) FROM cases WHERE typeof(unit) <> 'text' OR typeof(workflow) <> 'text'
          OR typeof(is_closed) <> 'integer' OR is_closed NOT IN (0, 1)
          OR typeof(next_due) NOT IN ('integer', 'null') OR typeof(states) <> 'text'
          OR typeof(occurrences) <> 'text' OR typeof(head) <> 'blob'
        UNION ALL
        SELECT 'numbers', count(*) FROM numbers WHERE typeof(number) <> 'text' OR typeof(case_id) <> 'integer'
          OR typeof(unit) NOT IN ('text', 'null')
        UNION ALL
        SELECT 'parties', count(*) FROM parties WHERE typeof(account) <> 'text' OR typeof(case_id) <> 'integer'
          OR typeof(is_conflicted) <> 'integer' OR is_conflicted NOT IN (0, 1)
        UNION ALL
        SELECT 'deadlines', count(*) FROM deadlines WHERE typeof(due) <> 'integer'
          OR typeof(case_id) <> 'integer' OR typeof(name) <> 'text' OR typeof(occasion) <> 'integer'
          OR typeof(status) <> 'text'
        UNION ALL
        SELECT 'occurrences', count(*) FROM occurrences WHERE typeof(kind) <> 'text'
          OR typeof(place) <> 'text' OR typeof(day) <> 'text' OR typeof(case_id) <> 'integer'
        UNION ALL
        SELECT 'outbox', count(*) FROM outbox WHERE typeof(account) <> 'text' OR typeof(case_id) <> 'integer'
          OR typeof(name) <> 'text' OR typeof(reason) <> 'text' OR typeof(zh_hant) <> 'text'
          OR typeof(en) <> 'text' OR typeof(at) <> 'integer'
          OR reason NOT IN ('step', 'reminder', 'missed', 'correction')
        UNION ALL
        SELECT 'answered', count(*) FROM answered WHERE typeof(key) <> 'blob' OR typeof(request) <> 'blob'
          OR length(key) <> length(request) OR length(key) = 0
          OR typeof(sequence) <> 'integer' OR typeof(case_id) <> 'integer'
        UNION ALL
        SELECT 'case_keys', count(*) FROM case_keys WHERE typeof(wrapped) <> 'blob'
        UNION ALL
        SELECT 'register', count(*) FROM register WHERE typeof(kind) <> 'text' OR typeof(id) <> 'text'
          OR typeof(row) <> 'blob' OR kind NOT IN ('unit', 'account', 'site', 'calendar', 'credential', 'changeSet')
        UNION ALL
        SELECT 'serials', count(*) FROM serials WHERE typeof(series) <> 'text' OR typeof(last) <> 'integer'
        UNION ALL
        SELECT 'bundles', count(*) FROM bundles WHERE typeof(hash) <> 'text' OR typeof(bytes) <> 'blob'
        UNION ALL
        SELECT 'refusals', count(*) FROM refusals WHERE typeof(at) <> 'integer' OR typeof(account) <> 'text'
          OR typeof(case_id) NOT IN ('integer', 'null') OR typeof(action) <> 'text' OR typeof(kind) <> 'text'
          OR typeof(clauses) <> 'text' OR typeof(attributes) <> 'text' OR NOT json_valid(clauses)
          OR NOT json_valid(attributes) OR typeof(hash) <> 'blob'
        UNION ALL
        SELECT 'looks', count(*) FROM looks WHERE typeof(at) <> 'integer' OR typeof(account) <> 'text'
          OR typeof(case_id) <> 'integer' OR typeof(fields) <> 'text' OR NOT json_valid(fields)
          OR typeof(hash) <> 'blob'
        UNION ALL
        SELECT 'console', count(*) FROM console WHERE typeof(at) <> 'integer' OR typeof(session) <> 'integer'
          OR typeof(account) <> 'text' OR typeof(step) <> 'text'
          OR step NOT IN ('attached', 'mode', 'announced', 'asked', 'answered', 'closed', 'reviewed')
          OR typeof(refers_to) NOT IN ('integer', 'null') OR typeof(cases) <> 'text'
          OR typeof(content) <> 'text' OR NOT json_valid(content) OR typeof(hash) <> 'blob'
        UNION ALL
        SELECT 'facts', count(*) FROM facts WHERE typeof(name) <> 'text' OR typeof(value) <> 'blob'
        UNION ALL
        SELECT 'verdicts', count(*) FROM verdicts WHERE typeof(key) <> 'text' OR typeof(hash) <> 'blob'
        """

    /// Rows beside the chain that are missing in their stream, come too early, or are about what is not there.
    ///
    /// Streams count from 1 without gaps: nothing of them is ever deleted.
    static let strayRowsText = """
        SELECT 'refusals', 'gap', coalesce(max(id), 0) - count(*) + sum(id < 1) FROM refusals
        UNION ALL
        SELECT 'looks', 'gap', coalesce(max(id), 0) - count(*) + sum(id < 1) FROM looks
        UNION ALL
        SELECT 'verdicts', 'gap', coalesce(max(id), 0) - count(*) + sum(id < 1) FROM verdicts
        UNION ALL
        SELECT 'console', 'gap', coalesce(max(id), 0) - count(*) + sum(id < 1) FROM console
        UNION ALL
        SELECT 'outbox', 'gap', coalesce(max(id), 0) - count(*) + sum(id < 1) FROM outbox
        UNION ALL
        SELECT 'refusals', 'time', count(*) FROM refusals AS r JOIN refusals AS before ON before.id = r.id - 1
        WHERE r.at < before.at
        UNION ALL
        SELECT 'looks', 'time', count(*) FROM looks AS l JOIN looks AS before ON before.id = l.id - 1
        WHERE l.at < before.at
        UNION ALL
        SELECT 'console', 'time', count(*) FROM console AS l JOIN console AS before ON before.id = l.id - 1
        WHERE l.at < before.at
        UNION ALL
        SELECT 'console', 'session', count(*) FROM console AS c WHERE NOT EXISTS (
          SELECT 1 FROM console AS a WHERE a.id = c.session AND a.step = 'attached' AND a.id <= c.id
          AND (c.step = 'reviewed' OR a.account = c.account))
        UNION ALL
        SELECT 'console', 'answer', count(*) FROM console AS c WHERE (c.step = 'answered') <> EXISTS (
          SELECT 1 FROM console AS a WHERE a.id = c.refers_to AND a.step = 'asked'
          AND a.session = c.session AND a.id < c.id)
        UNION ALL
        SELECT 'refusals', 'case', count(*) FROM refusals
        WHERE case_id IS NOT NULL AND case_id NOT IN (SELECT id FROM cases)
        UNION ALL
        SELECT 'looks', 'case', count(*) FROM looks WHERE case_id NOT IN (SELECT id FROM cases)
        """
}
