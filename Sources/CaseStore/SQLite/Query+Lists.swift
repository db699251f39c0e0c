extension Query {
    /// What was done in consoles; whoever asks for a case goes through all of it, which is seldom.
    static let consoleText = """
        SELECT id, at, session, account, step, refers_to, cases, content FROM console
        WHERE (?1 IS NULL OR session = ?1) AND (?2 IS NULL OR account = ?2)
        AND (?3 IS NULL OR instr(cases, ?3) > 0) AND (?4 IS NULL OR step = ?4) AND id < ?5
        ORDER BY id DESC LIMIT ?6
        """

    /// The newest cases of some units (?1, a JSON list) and of an account (?2), without those that the
    /// account is kept away from.
    ///
    /// Each unit gives at most a page through its index, so the work does not grow with the number of cases.
    static let casesOfAccountText = """
        SELECT head FROM cases WHERE id IN (
          SELECT k.id FROM json_each(?1) AS u JOIN cases AS k ON k.id IN (
            SELECT c.id FROM cases AS c WHERE c.unit = u.value AND c.id < ?3
            AND (?4 IS NULL OR c.workflow = ?4) AND (?5 IS NULL OR c.is_closed = ?5)
            AND (?6 IS NULL OR instr(c.states, char(10) || ?6 || char(10)) > 0)
            AND NOT EXISTS (SELECT 1 FROM parties
                            WHERE account = ?2 AND case_id = c.id AND is_conflicted = 1)
            ORDER BY c.id DESC LIMIT ?7)
          UNION
          SELECT c.id FROM parties AS p JOIN cases AS c ON c.id = p.case_id
          WHERE p.account = ?2 AND p.is_conflicted = 0 AND p.case_id < ?3
          AND (?4 IS NULL OR c.workflow = ?4) AND (?5 IS NULL OR c.is_closed = ?5)
          AND (?6 IS NULL OR instr(c.states, char(10) || ?6 || char(10)) > 0))
        ORDER BY id DESC LIMIT ?7
        """

    /// Deadlines in due order (to ?3, of status ?4) of some units' cases and of an account's own.
    static let deadlinesText = """
        SELECT d.name, d.occasion, c.head, c.id FROM deadlines AS d CROSS JOIN cases AS c ON c.id = d.case_id
        WHERE d.due <= ?3 AND (?4 IS NULL OR d.status = ?4)
        AND (c.unit IN (SELECT value FROM json_each(?1))
             OR EXISTS (SELECT 1 FROM parties WHERE account = ?2 AND case_id = c.id))
        AND NOT EXISTS (SELECT 1 FROM parties WHERE account = ?2 AND case_id = c.id AND is_conflicted = 1)
        ORDER BY d.due, d.case_id, d.name, d.occasion LIMIT ?5
        """

    /// The heads of all cases of some units and of an account's own: for what no index answers.
    static let headsOfAccountText = """
        SELECT head FROM cases AS c
        WHERE (c.unit IN (SELECT value FROM json_each(?1))
               OR EXISTS (SELECT 1 FROM parties WHERE account = ?2 AND case_id = c.id))
        AND NOT EXISTS (SELECT 1 FROM parties WHERE account = ?2 AND case_id = c.id AND is_conflicted = 1)
        ORDER BY id
        """
}
