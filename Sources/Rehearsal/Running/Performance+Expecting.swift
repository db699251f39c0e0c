import CaseEngine
import Casework
import CivilCalendar
import Statechart
import Values

extension Performance {
    /// Compares a case with what must be so.
    mutating func check(_ expected: Expectation) async throws {
        guard let id = id(of: expected.alias, line: expected.line), let file = try stage.file(id) else {
            return
        }
        checkStates(expected, file)
        try checkData(expected, file)
        try checkHead(expected, file)
        for (name, line, deadline) in expected.deadlines { check(deadline, named: name, line, file) }
        for (account, line, view) in expected.views { try await check(view, of: account, line, file) }
        if let notices = expected.notices { try check(notices, expected.line, file) }
        for (name, alias) in expected.started ?? [] {
            if let child = file.children[name] {
                self.name(alias, child)
            } else {
                fail(expected.line, "a started case '\(name)'", "\(file.children.keys.sorted())")
            }
        }
    }

    private mutating func checkStates(_ expected: Expectation, _ file: CaseFile) {
        let configuration = file.chart.configuration
        for state in expected.states ?? [] where !configuration.contains(state) {
            fail(expected.line, "in \(state)", "in \(configuration.joined(separator: ", "))")
        }
        for state in expected.absent ?? [] where configuration.contains(state) {
            fail(expected.line, "not in \(state)", "in \(configuration.joined(separator: ", "))")
        }
        var hasEnded = false
        if case .ended = file.chart.status { hasEnded = true }
        compare(expected.line, "ended", expected.hasEnded, hasEnded)
    }

    private mutating func checkData(_ expected: Expectation, _ file: CaseFile) throws {
        for (key, value) in try numbered(expected.data ?? ValueMap()) {
            let name = key.text ?? ""
            let found = FieldPath(name.split(separator: ".").map(String.init)).value(in: file.data)
            guard !Likeness.isAlike(value, found) else { continue }
            fail(expected.line, "\(name): \(value.json)", found.json)
        }
    }

    private mutating func checkHead(_ expected: Expectation, _ file: CaseFile) throws {
        if let number = expected.number, !Likeness.fits(number, file.number) {
            fail(expected.line, "number: \(number)", file.number)
        }
        compare(expected.line, "unit", expected.unit, file.unit)
        compare(expected.line, "revision", expected.revision, Int(file.revision))
        if expected.faults != nil, expected.faults != file.faults.count {
            fail(expected.line, "faults: \(expected.faults ?? 0)", "\(file.faults)")
        } else if expected.faults == nil, !file.faults.isEmpty, rehearsal.chart == nil {
            fail(expected.line, "a case without faults", "\(file.faults)")
        }
        if let isClosed = expected.isClosed, let workflow = try stage.workflow(file.bundleHash) {
            let found = file.chart.configuration.contains { workflow.states[$0]?.isClosed == true }
            compare(expected.line, "closed", isClosed, found)
        }
        if let refusals = expected.refusals {
            compare(expected.line, "refusals", refusals, try stage.refusals(on: file.id))
        }
    }

    private mutating func compare<Thing: Equatable>(
        _ line: Int,
        _ what: String,
        _ expected: Thing?,
        _ found: Thing
    ) {
        guard let expected, expected != found else { return }
        fail(line, "\(what): \(expected)", "\(found)")
    }

    // MARK: Deadlines

    private mutating func check(
        _ expected: Expectation.ExpectedDeadline,
        named name: String,
        _ line: Int,
        _ file: CaseFile
    ) {
        guard let deadline = file.deadlines.last(where: { $0.name == name }) else {
            fail(line, "a deadline '\(name)'", "\(file.deadlines.map(\.name))")
            return
        }
        compare(line, "deadline \(name)", expected.status, deadline.status.rawValue)
        compare(line, "deadline \(name) from", expected.from, deadline.from)
        compare(line, "deadline \(name) due", expected.due, deadline.due)
        compare(line, "deadline \(name) satisfied-at", expected.satisfiedAt, deadline.satisfiedAt)
        compare(line, "deadline \(name) missed", expected.wasMissed, deadline.missedAt != nil)
        compare(line, "deadline \(name) reminders", expected.reminders, deadline.reminders.count)
    }

    private mutating func compare(_ line: Int, _ what: String, _ expected: Instant?, _ found: Instant?) {
        guard let expected, expected != found else { return }
        fail(line, "\(what): \(shown(expected))", found.map { shown($0) } ?? "none")
    }

    // MARK: Notices

    private mutating func check(_ expected: Expectation.ExpectedNotices, _ line: Int, _ file: CaseFile) throws
    {
        let given = try stage.notices(for: file.id)
        switch expected {
        case .total(let count):
            guard count != given.count else { return }
            fail(line, "notices: \(count)", "\(given.count): \(given.map { "\($0.account):\($0.name)" })")
        case .each(let people):
            for (account, line, count, names) in people {
                let own = given.filter { $0.account == account }.map(\.name)
                if let count, count != own.count { fail(line, "notices of \(account): \(count)", "\(own)") }
                if let names, names != own { fail(line, "notices of \(account): \(names)", "\(own)") }
            }
        }
    }

    // MARK: Who sees what

    private mutating func check(
        _ expected: Expectation.ExpectedView,
        of account: String,
        _ line: Int,
        _ file: CaseFile
    ) async throws {
        let numbers = [file.number] + file.pointers.map(\.number)
        switch expected {
        case .nothing:
            for trace in try await traces(of: numbers, for: account) {
                fail(line, "\(account) sees nothing", trace)
            }
        case .referred:
            guard let former = numbers.dropFirst().last else {
                fail(line, "a referred case", "one that was never referred")
                return
            }
            let seen = try? await stage.engine.view(number: former, as: account)
            guard let seen, seen.summary.isReferred else {
                fail(
                    line,
                    "\(account) sees that \(former) was referred",
                    seen == nil ? "nothing" : "the case"
                )
                return
            }
        case .sees(let sight):
            guard let view = try? await stage.engine.view(number: file.number, as: account) else {
                fail(line, "\(account) sees the case", "nothing")
                return
            }
            check(sight, in: view, of: account, line)
        }
    }

    /// Every door through which an account could learn that a case exists.
    private func traces(of numbers: [String], for account: String) async throws -> [String] {
        var traces: [String] = []
        for number in numbers {
            if (try? await stage.engine.view(number: number, as: account)) != nil {
                traces.append("case \(number)")
            }
            if (try? await stage.engine.history(number: number, cursor: nil, limit: 1, as: account)) != nil {
                traces.append("the history of \(number)")
            }
            if try await stage.engine.numbers(matching: number, limit: 50, as: account).contains(number) {
                traces.append("\(number) in a completion")
            }
        }
        let listed = try await stage.engine.cases(CaseListing(limit: 200), as: account).items
        if listed.contains(where: { numbers.contains($0.number) }) { traces.append("a row in the list") }
        let deadlines = try await stage.engine.deadlines(
            dueBefore: nil,
            overdueOnly: false,
            limit: 200,
            as: account
        )
        if deadlines.items.contains(where: { numbers.contains($0.number) }) {
            traces.append("a deadline in the list")
        }
        let answer = try stage.engine.perform(
            Request(
                account: account,
                isDryRun: true,
                command: .act(number: numbers[0], action: Stage.probe, data: ValueMap(), revision: nil)
            )
        )
        if answer != .failure(.unknown(.case)) { traces.append("another refusal than 'unknown'") }
        return traces
    }

    private mutating func check(
        _ sight: Expectation.ExpectedSight,
        in view: CaseView,
        of account: String,
        _ line: Int
    ) {
        for name in sight.fields where view.fields.first(where: { $0.field.name == name })?.value == nil {
            fail(line, "\(account) reads \(name)", "empty or masked")
        }
        for name in sight.masked where view.fields.first(where: { $0.field.name == name })?.isMasked != true {
            fail(line, "\(name) masked for \(account)", "not masked")
        }
        let possible = view.actions.filter(\.isPossible).map(\.name)
        for name in sight.may where !possible.contains(name) {
            fail(line, "\(account) may \(name)", "possible: \(possible.joined(separator: ", "))")
        }
        for name in sight.mayNot where possible.contains(name) {
            fail(line, "\(account) may not \(name)", "possible")
        }
    }
}
