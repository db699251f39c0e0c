import CivilCalendar
import Testing
import Values

@Suite("Times as people type them")
struct TimeReadingTests {
    private let today = CivilDate(dayNumber: 20_778)

    @Test(arguments: [
        ("14:05", "14:05"), ("１４：０５", "14:05"), ("14:05:30", "14:05:30"), ("9:00", "09:00"),
        ("14時05分", "14:05"), ("14時5分", "14:05"), ("14 時 5 分", "14:05"), ("14時", "14:00"),
        ("14點", "14:00"), ("14時整", "14:00"), ("14時半", "14:30"), ("14時5分30秒", "14:05:30"),
        ("下午2時5分", "14:05"), ("下午 2:05", "14:05"), ("下午12時5分", "12:05"), ("下午14:05", "14:05"),
        ("上午9時", "09:00"), ("上午0時5分", "00:05"), ("中午12時", "12:00"), ("中午1時", "13:00"),
        ("晚上8點半", "20:30"), ("晚間11時", "23:00"), ("凌晨3時", "03:00"), ("凌晨12時30分", "00:30"),
        ("早上8:15", "08:15"), ("00:00", "00:00"), ("23:59:59", "23:59:59"), ("T14:05", "14:05"),
    ])
    func `every accepted form means its time`(text: String, time: String) throws {
        let reading = try TimeReading.read(text)
        #expect(reading.time.text == time)
        #expect(!reading.endsDay)
    }

    @Test(arguments: ["24:00", "24:00:00", "24時", "２４：００", "24時00分", "24時整"])
    func `24:00 is the end of the day`(text: String) throws {
        #expect(try TimeReading.read(text).endsDay)
        let reading = try DateReading.read("115/12/31 " + text, today: today)
        #expect(reading.date.iso == "2026-12-31")
        #expect(reading.dateTime?.iso == "2027-01-01T00:00")
        #expect(reading.instant?.rfc3339 == "2026-12-31T16:00:00Z")
        #expect(reading.echo.zhHant == "115年12月31日(星期四) 24時")
    }

    @Test(arguments: [
        ("24:01", DateProblem.Kind.impossibleTime), ("25:00", .impossibleTime), ("14:60", .impossibleTime),
        ("14:05:60", .impossibleTime), ("14時60分", .impossibleTime), ("上午12時", .impossibleTime),
        ("上午13時", .impossibleTime), ("下午0時", .impossibleTime), ("晚上12時", .impossibleTime),
        ("下午24:00", .impossibleTime), ("凌晨9時", .impossibleTime), ("中午9時", .impossibleTime),
        ("中午10時", .impossibleTime), ("中午3時", .impossibleTime), ("凌晨7時", .impossibleTime),
        ("早上3時", .impossibleTime), ("晚上4時", .impossibleTime),
        ("", .empty), ("14", .unreadable), ("1405", .unreadable), ("14:5", .unreadable),
        ("14:05:5", .unreadable), ("14時5", .unreadable), ("14時5分3", .unreadable), ("14:05Z", .unreadable),
        ("14:05+08:00", .unreadable), ("下午", .unreadable), ("noon", .unreadable),
    ])
    func `everything else is refused with its reason`(text: String, kind: DateProblem.Kind) {
        let problem = #expect(throws: DateProblem.self) { try TimeReading.read(text) }
        #expect(problem?.kind == kind)
        let joined = #expect(throws: DateProblem.self) {
            try DateReading.read("115/11/21 " + (text.isEmpty ? "-" : text), today: today)
        }
        #expect(joined?.kind == (kind == .empty ? .unreadable : kind))
    }

    @Test(arguments: [
        ("115/11/21 14:05", "2026-11-21T06:05:00Z"), ("2026-11-21T14:05", "2026-11-21T06:05:00Z"),
        ("115年11月21日下午2時5分", "2026-11-21T06:05:00Z"), ("115/11/21(六) 14:05", "2026-11-21T06:05:00Z"),
        ("1151121 14:05", "2026-11-21T06:05:00Z"), ("68/8/1 00:00", "1979-07-31T15:00:00Z"),
        ("民國115年11月21日 星期六 14時05分", "2026-11-21T06:05:00Z"),
    ])
    func `a date with a time is an instant in Taipei`(text: String, utc: String) throws {
        #expect(try DateReading.read(text, today: today).instant?.rfc3339 == utc)
    }
}
