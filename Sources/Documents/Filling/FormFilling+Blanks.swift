import Casework
import CivilCalendar
import Values

extension FormFilling {
    /// What stands in a blank of the form.
    func runs(blank name: String, _ place: Place, isFilled: Bool) -> [Document.Run] {
        guard let blank = form.blanks[name] else { return [] }
        switch blank.content {
        case .choice(let expression, let options):
            return boxes(options, ticked: finding(of: expression, place, isFilled), place, blank)
        case .value(let expression, let style):
            return value(finding(of: expression, place, isFilled), style, blank)
        case .age(let born, let moment):
            return value(age(born, moment, place, isFilled), .text, blank)
        }
    }

    private func finding(of expression: CaseExpression, _ place: Place, _ isFilled: Bool) -> CaseSight.Finding
    {
        // A row to be written by hand has no element whose members could be asked for.
        guard isFilled else { return .empty }
        if expression.reads.contains(where: { place.hidden.contains($0.root) }) { return .hidden }
        if expression.reads.contains(where: { place.missing.contains($0.root) }) { return .empty }
        guard let values else { return readsOnlyCopy(expression) }
        return values.finding(of: expression, with: names(place))
    }

    /// Which copy it is stands even on a blank form: whoever asks for a 初報 gets one.
    private func readsOnlyCopy(_ expression: CaseExpression) -> CaseSight.Finding {
        guard expression.reads.map(\.description) == ["copy"], let copy = imprint.copy else { return .empty }
        return .value(.string(copy))
    }

    // MARK: Choices

    private func boxes(
        _ options: [FormBlank.Option],
        ticked: CaseSight.Finding,
        _ place: Place,
        _ blank: FormBlank
    ) -> [Document.Run] {
        var ticks: Set<String> = []
        var isHidden = ticked == .hidden
        if case .value(let value) = ticked {
            isHidden = redaction != nil && blank.treatment != .keep
            if !isHidden { ticks = FormFilling.ticks(value) }
        }
        let boxes = options.enumerated().flatMap { index, option -> [Document.Run] in
            let isTicked = ticks.contains(option.value)
            let isLast = index == options.count - 1 || option.text.endsItself
            let end: [Document.Run] = isLast ? [] : [.text(option.endsLine ? "\n" : "　")]
            return [.box(isTicked: isTicked)] + runs(option.text, place, isFilled: isTicked) + end
        }
        return isHidden ? boxes + [.text("　" + Redaction.mark)] : boxes
    }

    private static func ticks(_ value: Value) -> Set<String> {
        switch value {
        case .list(let elements): elements.reduce(into: []) { $0.formUnion(ticks($1)) }
        case .string(let text): [text]
        case .int(let number): [String(number)]
        case .bool(let truth): [String(truth)]
        case .null, .uint, .double, .bytes, .map, .timestamp, .duration, .type: []
        }
    }

    // MARK: Values

    private func value(_ finding: CaseSight.Finding, _ style: FormBlank.Style, _ blank: FormBlank)
        -> [Document.Run]
    {
        switch finding {
        case .empty: return room(style, blank.width)
        case .hidden: return [.text(Redaction.mark)]
        case .value(.string("")): return room(style, blank.width)
        case .value(let value):
            guard let redaction else { return [.text(text(of: value, style))] }
            switch blank.treatment {
            case .keep: return [.text(text(of: value, style))]
            case .remove: return [.text(Redaction.mark)]
            case .code: return [.text(code(of: value, style, redaction))]
            case .scrub: return [.text(redaction.scrubbed(text(of: value, style)))]
            }
        }
    }

    private func code(of value: Value, _ style: FormBlank.Style, _ redaction: Redaction) -> String {
        guard let text = value.text else { return Redaction.mark }
        return style == .person ? redaction.code(ofAccount: text) : redaction.code(ofName: text)
    }

    private func room(_ style: FormBlank.Style, _ width: Int) -> [Document.Run] {
        let words =
            switch style {
            case .date: ["年", "月", "日"]
            case .datetime: ["年", "月", "日", "時", "分"]
            case .text, .person, .unit, .amount: [String]()
            }
        guard words.isEmpty else { return words.flatMap { [.room(2, isRuled: false), .text($0)] } }
        return width > 0 ? [.room(width, isRuled: true)] : []
    }

    private func text(of value: Value, _ style: FormBlank.Style) -> String {
        switch style {
        case .person: return value.text.map { values?.name(ofAccount: $0) ?? $0 } ?? ""
        case .unit: return value.text.map { values?.name(ofUnit: $0) ?? $0 } ?? ""
        case .date: return FormFilling.day(of: value)?.roc(.plain) ?? plain(value)
        case .datetime:
            guard let instant = value.instant else { return plain(value) }
            let local = Taipei.local(instant)
            return "\(local.date.roc(.plain))\(local.time.hour)時\(local.time.minute)分"
        case .amount: return value.integer.map(FormFilling.grouped) ?? plain(value)
        case .text: return plain(value)
        }
    }

    private func plain(_ value: Value) -> String {
        switch value {
        case .string(let text): text
        case .int(let number): String(number)
        case .uint(let number): String(number)
        case .double(let number): String(number)
        case .bool(let truth): truth ? "是" : "否"
        case .timestamp(let instant): Taipei.local(instant).roc()
        case .list(let elements): elements.map(plain).joined(separator: "、")
        case .null, .bytes, .map, .duration, .type: ""
        }
    }

    private static func day(of value: Value) -> CivilDate? {
        value.instant.map { Taipei.date(of: $0) } ?? value.text.flatMap { CivilDate(iso: $0) }
    }

    /// 1,200,000.
    private static func grouped(_ number: Int64) -> String {
        let digits = String(number.magnitude)
        let groups = digits.enumerated().map { index, digit in
            let isFirst = index == 0 || (digits.count - index) % 3 != 0
            return (isFirst ? "" : ",") + String(digit)
        }
        return (number < 0 ? "-" : "") + groups.joined()
    }

    /// Whole years from a birth date to a moment (實足年齡).
    private func age(_ born: CaseExpression, _ moment: CaseExpression, _ place: Place, _ isFilled: Bool)
        -> CaseSight.Finding
    {
        let found = finding(of: born, place, isFilled)
        // Where nobody knows the date, people tell the age itself.
        guard case .value(let value) = found, value.integer == nil else { return found }
        guard case .value(let then) = finding(of: moment, place, isFilled),
            let birth = FormFilling.day(of: value), let day = FormFilling.day(of: then), birth <= day
        else { return .empty }
        let isBeforeBirthday = (day.month, day.day) < (birth.month, birth.day)
        return .value(.int(Int64(day.year - birth.year - (isBeforeBirthday ? 1 : 0))))
    }
}

/// Positions in Chinese figures: 一, 十一, 二十.
enum ChineseNumeral {
    private static let figures = ["", "一", "二", "三", "四", "五", "六", "七", "八", "九"]

    /// A position from 1 to 99 in Chinese figures; in Arabic ones beyond.
    static func text(of number: Int) -> String {
        guard (1...99).contains(number) else { return String(number) }
        let tens = number / 10
        return (tens > 1 ? figures[tens] : "") + (tens > 0 ? "十" : "") + figures[number % 10]
    }
}
