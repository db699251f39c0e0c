import Statechart
import Values

extension ChartBuilder {
    /// A value as the chart evaluates it; nil if its expression cannot be used.
    func operand(_ draft: ValueDraft, as wanted: ExpressionPool.Wanted = .anything) -> Operand? {
        switch draft {
        case .literal(let value): .literal(value)
        case .expression(let text): pool.reference(text, as: wanted).map { .expression($0) }
        }
    }

    /// A name, period or time as the chart evaluates it.
    func operand(_ draft: NameDraft, as wanted: ExpressionPool.Wanted) -> Operand? {
        switch draft {
        case .literal(let text): .literal(.string(text.text))
        case .computed(let text): pool.reference(text, as: wanted).map { .expression($0) }
        }
    }

    /// A payload as the chart evaluates it; nil if one of its expressions cannot be used.
    func payload(_ draft: PayloadDraft) -> Payload? {
        switch draft {
        case .none: return Payload.none
        case .value(let value): return operand(value).map { .value($0) }
        case .fields(let fields):
            var made: [(name: String, value: Operand)] = []
            for field in fields {
                guard let value = operand(field.value) else { return nil }
                made.append((name: field.name.text, value: value))
            }
            return .fields(made)
        }
    }

    /// Reports a name that nothing declares, with the one that was probably meant.
    func report(unknown name: SourceText, _ zh: String, _ en: String, among known: [String]) {
        pool.report(.unknown(name, zh, en, among: known))
    }
}

extension Finding {
    /// A name that nothing declares, with the one that was probably meant.
    static func unknown(
        _ name: SourceText,
        code: FindingCode = .unknownName,
        _ zh: String,
        _ en: String,
        among known: [String]
    ) -> Finding {
        let nearest = NearestName.of(name.text, among: known.sorted())
        let message = LocalizedText(
            zhHant: "沒有名為「\(name.text)」的\(zh)" + (nearest.map { "；是否為「\($0)」？" } ?? "。"),
            en: "There is no \(en) '\(name.text)'" + (nearest.map { "; did you mean '\($0)'?" } ?? ".")
        )
        return Finding(code, message, at: name.position, subject: name.text)
    }
}
