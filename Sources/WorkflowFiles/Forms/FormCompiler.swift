import Casework
import Documents
import Expressions
import Values

/// Holds a form against its workflow and the register of clauses, and makes its definition.
final class FormCompiler {
    private let draft: PrintedFormDraft
    private let files: FileSet
    private let workflow: WorkflowDraft?
    private var variables: [String: ExpressionType] = [:]
    private var findings: [Finding] = []

    init(_ draft: PrintedFormDraft, _ files: FileSet) {
        self.draft = draft
        self.files = files
        workflow = files.workflows[draft.workflow.text].flatMap { files.parts(of: $0)?.draft }
    }

    /// The form, where nothing is wrong with it, and what is.
    func compile() -> (form: FormDefinition?, findings: [Finding]) {
        guard let workflow else {
            unknown(draft.workflow, "流程", "workflow", among: files.workflows.keys.sorted())
            return (nil, findings)
        }
        variables = declared(workflow)
        variables["copy"] = .string
        var series: [String: FormSeries] = [:]
        for item in draft.series {
            guard let (list, type) = expression(item.list) else { continue }
            variables[item.name.text] = element(of: type)
            series[item.name.text] = FormSeries(list: list, atLeast: item.atLeast)
        }
        let blanks = self.blanks(workflow)
        let releases = draft.releases.map { release in
            FormRelease(
                mode: release.mode,
                audience: release.audience.map(\.text),
                condition: release.condition.flatMap { expression($0)?.expression }
            )
        }
        let form = FormDefinition(
            name: draft.name.text,
            title: draft.title,
            workflow: draft.workflow.text,
            from: draft.from,
            until: draft.until,
            releases: releases,
            copies: draft.standardCopy.flatMap { text in
                expression(text).map { FormCopies(standard: $0.expression, options: draft.copies) }
            },
            codes: draft.codes.flatMap { expression($0)?.expression },
            secrets: draft.secrets.compactMap { expression($0)?.expression },
            series: series,
            blanks: blanks,
            sheets: draft.sheets
        )
        checkNames(workflow)
        checkClauses()
        let isSound = !findings.contains { $0.severity == .error }
        return (isSound ? form : nil, findings)
    }

    // MARK: Expressions

    /// The names that a form's expressions may use: the workflow's, under the first profile's values.
    private func declared(_ workflow: WorkflowDraft) -> [String: ExpressionType] {
        let first = files.profileVersions.first
        let none = Profile(name: "", title: LocalizedText(zhHant: "", en: ""), values: ValueMap())
        return Declared(
            CompilerInput(
                draft: workflow,
                profile: first.map { $0.profile.profile($0.version) } ?? none,
                foreignKeys: [],
                blanks: first.map { files.shelf.blanks(for: $0.version.values) } ?? ValueMap(),
                clauses: [:],
                bundleHash: ""
            )
        ).variables
    }

    private func expression(_ text: SourceText) -> (expression: CaseExpression, type: ExpressionType)? {
        switch ExpressionPool.compile(text.text, variables: variables) {
        case .success(let checked): return (CaseExpression(checked), checked.type)
        case .failure(let problems):
            for problem in problems.list {
                findings.append(
                    Finding(
                        .expression,
                        problem.message,
                        at: text.position(ofScalar: problem.offset),
                        subject: draft.name.text
                    )
                )
            }
            return nil
        }
    }

    private func element(of type: ExpressionType) -> ExpressionType {
        guard case .list(let element) = type else { return .dyn }
        return element
    }

    private func blanks(_ workflow: WorkflowDraft) -> [String: FormBlank] {
        var blanks: [String: FormBlank] = [:]
        for blank in draft.blanks {
            guard let content = content(of: blank) else { continue }
            let made = FormBlank(content: content, treatment: blank.treatment ?? .keep, width: blank.width)
            if blanks.updateValue(made, forKey: blank.name.text) != nil
                || FormText.given.contains(blank.name.text)
            {
                report(
                    .duplicateName,
                    blank.name,
                    "空格「\(blank.name.text)」已有宣告。",
                    "This blank is declared already."
                )
            }
            if blank.treatment == nil, isSensitive(made, workflow) {
                report(
                    .missingKey,
                    blank.name,
                    "「\(blank.name.text)」讀取敏感欄位，須以 redacted 說明隱蔽版如何處理。",
                    "'\(blank.name.text)' reads a sensitive field; say with 'redacted' what becomes of it."
                )
            }
        }
        return blanks
    }

    private func content(of blank: PrintedFormDraft.Blank) -> FormBlank.Content? {
        switch blank.content {
        case .value(let text, let style): return expression(text).map { .value($0.expression, style) }
        case .choice(let text, let options): return expression(text).map { .choice($0.expression, options) }
        case .age(let born, let moment):
            guard let born = expression(born), let moment = expression(moment) else { return nil }
            return .age(born.expression, at: moment.expression)
        }
    }

    /// Whether a blank shows something of a sensitive field, by name or as an element of a list.
    private func isSensitive(_ blank: FormBlank, _ workflow: WorkflowDraft) -> Bool {
        let sensitive = Set(workflow.declarations.fields.filter(\.field.isSensitive).map(\.field.name))
        return blank.reads.contains { path in
            if sensitive.contains(path.root) { return true }
            guard let series = draft.series.first(where: { $0.name.text == path.root }),
                let list = expression(series.list)?.expression
            else { return false }
            return list.reads.contains { sensitive.contains($0.root) }
        }
    }

    // MARK: Names

    private func checkNames(_ workflow: WorkflowDraft) {
        let blanks = draft.blanks.map(\.name.text)
        for (name, position) in draft.mentions.blanks where !FormText.given.contains(name) {
            guard !blanks.contains(name) else { continue }
            let nearest = NearestName.of(name, among: blanks)
            let message = LocalizedText(
                zhHant: "沒有名為「\(name)」的空格" + (nearest.map { "；是否為「\($0)」？" } ?? "。"),
                en: "There is no blank '\(name)'" + (nearest.map { "; did you mean '\($0)'?" } ?? ".")
            )
            findings.append(Finding(.unknownName, message, at: position, subject: name))
        }
        let used = Set(draft.mentions.blanks.map(\.name))
        for blank in draft.blanks where !used.contains(blank.name.text) {
            report(.unused, blank.name, "空格「\(blank.name.text)」未印在任何地方。", "Nothing prints this blank.")
        }
        let series = draft.series.map(\.name.text)
        for name in draft.mentions.series where !series.contains(name.text) {
            unknown(name, "重複列", "series", among: series)
        }
        let declarations = workflow.declarations
        let parties = declarations.roles.map(\.name.text) + declarations.relations.map(\.name.text)
        for name in draft.releases.flatMap(\.audience) where !parties.contains(name.text) {
            unknown(name, "角色或關係", "role or relation", among: parties)
        }
    }

    // MARK: Clauses

    /// A form has a place for every row of its register.
    private func checkClauses() {
        let known = files.clauses
        let cited = Set(draft.clauses.map(\.text))
        for clause in draft.clauses where known[clause.text] == nil {
            findings.append(
                .unknown(clause, code: .unknownClause, "條文", "clause", among: Array(known.keys))
            )
        }
        for prefix in draft.covers {
            let rows = known.keys.filter { $0.hasPrefix(prefix.text + ".") }
            if rows.isEmpty { unknown(prefix, "條文前綴", "beginning of clauses", among: []) }
            for row in rows.sorted() where !cited.contains(row) {
                report(
                    .uncoveredClause,
                    prefix,
                    "表單沒有「\(row)」(\(known[row]?.title.zhHant ?? ""))的位置。",
                    "The form has no place for \(row) (\(known[row]?.title.en ?? ""))."
                )
            }
        }
    }

    private func unknown(_ name: SourceText, _ zh: String, _ en: String, among known: [String]) {
        findings.append(.unknown(name, code: .unknownName, zh, en, among: known))
    }

    private func report(_ code: FindingCode, _ text: SourceText, _ zh: String, _ en: String) {
        findings.append(
            Finding(code, LocalizedText(zhHant: zh, en: en), at: text.position, subject: text.text)
        )
    }
}
