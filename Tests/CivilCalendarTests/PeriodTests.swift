import CivilCalendar
import Testing
import Values

@Suite("Periods")
struct PeriodTests {
    @Test(arguments: [
        ("10m", 10, Period.Unit.minutes, Period.Rule.hours, "10 minutes", "10分鐘"),
        ("10 minutes", 10, .minutes, .hours, "10 minutes", "10分鐘"),
        ("30s", 30, .seconds, .hours, "30 seconds", "30秒"), ("8h", 8, .hours, .hours, "8 hours", "8小時"),
        ("1 hour", 1, .hours, .hours, "1 hour", "1小時"),
        ("72 hours", 72, .hours, .hours, "72 hours", "72小時"),
        ("10d", 10, .days, .administrative, "10 days", "10日"),
        ("1 day", 1, .days, .administrative, "1 day", "1日"),
        ("5 office days", 5, .officeDays, .administrative, "5 office days", "5個工作日"),
        ("5od", 5, .officeDays, .administrative, "5 office days", "5個工作日"),
        ("1 office day", 1, .officeDays, .administrative, "1 office day", "1個工作日"),
        ("2w", 2, .weeks, .administrative, "2 weeks", "2週"),
        ("2mo", 2, .months, .administrative, "2 months", "2個月"),
        ("2 Months", 2, .months, .administrative, "2 months", "2個月"),
        ("3y", 3, .years, .administrative, "3 years", "3年"),
        ("１０　ｄ", 10, .days, .administrative, "10 days", "10日"),
        ("10d penalty", 10, .days, .penalty, "10 days penalty", "10日(始日計入，末日不順延)"),
    ])
    func `every accepted form is read, printed and read again`(
        text: String,
        value: Int,
        unit: Period.Unit,
        rule: Period.Rule,
        printed: String,
        chinese: String
    ) throws {
        let period = try Period(text: text)
        #expect(period == Period(value, unit, rule: rule))
        #expect(period.value == value)
        #expect(period.text == printed)
        #expect(period.display.zhHant == chinese)
        #expect(try Period(text: period.text) == period)
    }

    @Test(arguments: [
        ("immediately", PeriodProblem.Kind.hasNoFigure), ("", .unreadable), ("10", .unreadable),
        ("d", .unreadable), ("10 fortnights", .unreadable), ("-1d", .unreadable), ("1.5h", .unreadable),
        ("1h30m", .unreadable), ("10 office", .unreadable), ("penalty", .unreadable),
        ("10 penalty", .unreadable),
        ("0d", .outOfRange(.days)), ("36526d", .outOfRange(.days)), ("101y", .outOfRange(.years)),
        ("99999999999999999999d", .unreadable), ("8h penalty", .noPenalty),
        ("5 office days penalty", .noPenalty),
    ])
    func `everything else is refused with its reason`(text: String, kind: PeriodProblem.Kind) {
        let problem = #expect(throws: PeriodProblem.self) { try Period(text: text) }
        #expect(problem?.kind == kind)
        #expect(problem?.message.zhHant.isEmpty == false)
        #expect(problem?.message.en.isEmpty == false)
    }

    @Test(arguments: Period.Unit.allCases, Period.Rule.allCases)
    func `a rule goes only with the units that it can count`(unit: Period.Unit, rule: Period.Rule) {
        let runsAtOnce = [Period.Unit.seconds, .minutes, .hours].contains(unit)
        let fits =
            switch rule {
            case .hours: runsAtOnce
            case .administrative: !runsAtOnce
            case .penalty: !runsAtOnce && unit != .officeDays
            }
        #expect((Period(3, unit, rule: rule) != nil) == fits)
    }
}
