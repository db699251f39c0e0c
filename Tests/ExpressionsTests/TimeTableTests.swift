import Testing
import Values

@testable import Expressions

/// Times, their parts and their sums, against a calendar that counts days and years one by one.
@Suite struct `Time tables` {
    /// A day of the calendar, counted from 1 January of year 1, which is a Monday.
    struct Day {
        var year = 1
        var month = 1
        var date = 1
        var dayOfYear = 0
        var dayOfWeek = 1

        mutating func advance() {
            dayOfWeek = (dayOfWeek + 1) % 7
            dayOfYear += 1
            date += 1
            if date > Day.length(of: month, year) {
                date = 1
                month += 1
            }
            if month > 12 {
                month = 1
                year += 1
                dayOfYear = 0
            }
        }

        static func isLeap(_ year: Int) -> Bool { year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) }

        static func length(of month: Int, _ year: Int) -> Int {
            [31, isLeap(year) ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1]
        }
    }

    /// Days whose neighbours differ in month, year, leap day or century.
    static let watched: Set<String> = [
        "1-1-1", "1-12-31", "4-2-29", "100-3-1", "1582-10-10", "1900-2-28", "1900-3-1", "1969-12-31",
        "1970-1-1",
        "1999-12-31", "2000-2-29", "2000-3-1", "2024-2-29", "2024-12-31", "2025-1-1", "2026-11-24",
        "2100-2-28",
        "2100-3-1", "9999-12-31",
    ]

    static let days: [(day: Day, next: Day, previous: Day, number: Int)] = {
        var found: [(Day, Day, Day, Int)] = []
        var previous = Day(year: 0, month: 12, date: 31, dayOfYear: 365, dayOfWeek: 0)
        var day = Day()
        var number = 0
        let years = Set(watched.map { $0.prefix { $0 != "-" } })
        while day.year < 10_000 {
            if !years.contains("\(day.year)") {
                let length = Day.isLeap(day.year) ? 366 : 365
                let weekday = (day.dayOfWeek + length - 1) % 7
                previous = Day(year: day.year, month: 12, date: 31, dayOfYear: length - 1, dayOfWeek: weekday)
                day = Day(year: day.year + 1, dayOfWeek: (weekday + 1) % 7)
                number += length
                continue
            }
            var next = day
            next.advance()
            if watched.contains("\(day.year)-\(day.month)-\(day.date)") {
                found.append((day, next, previous, number))
            }
            previous = day
            day = next
            number += 1
        }
        return found
    }()

    private static func parts(_ day: Day, _ second: Int) -> [(String, Int)] {
        [
            ("getFullYear", day.year), ("getMonth", day.month - 1), ("getDate", day.date),
            ("getDayOfMonth", day.date - 1), ("getDayOfWeek", day.dayOfWeek), ("getDayOfYear", day.dayOfYear),
            ("getHours", second / 3_600), ("getMinutes", second / 60 % 60), ("getSeconds", second % 60),
            ("getMilliseconds", 987),
        ]
    }

    /// Zones by name with their seconds east of Greenwich.
    static let zones: [(String, Int)] = [
        ("UTC", 0), ("+00:00", 0), ("-00:00", 0), ("+08:00", 28_800), ("08:00", 28_800), ("-11:30", -41_400),
        ("+23:59", 86_340), ("-23:59", -86_340), ("Asia/Taipei", 28_800), ("+05:45", 20_700),
    ]

    @Test(arguments: zones)
    func `every part is read in every zone, on every kind of day`(_ zone: String, _ offset: Int) {
        #expect(Self.days.count == Self.watched.count)
        for (day, next, previous, number) in Self.days {
            for second in [0, 1, 45_296, 86_399] {
                let seconds = Int64(number) * 86_400 + Int64(second) - 62_135_596_800
                let at = Value.timestamp(Instant(seconds: seconds, nanoseconds: 987_654_321))
                let host = TestHost(values: ["at": at])
                let local = second + offset
                let there = local < 0 ? previous : local >= 86_400 ? next : day
                for (part, expected) in Self.parts(there, (local + 86_400) % 86_400) {
                    #expect(
                        result("at.\(part)('\(zone)')", host) == String(expected),
                        "\(part) \(zone) \(seconds)"
                    )
                }
                for (part, expected) in Self.parts(day, second) {
                    #expect(result("at.\(part)()", host) == String(expected), "\(part) \(seconds)")
                }
            }
        }
    }

    @Test(arguments: [
        "", "utc", "GMT", "+8", "+08", "+0800", "+08:0", "+08:000", "+24:00", "+08:60", "--08:00", "+-8:00",
        "+08:00 ", " +08:00", "Asia/Nowhere", "+０8:00", "08-00", "+1:30", "Z+01:00",
    ])
    func `what is no zone is an error of the argument`(_ zone: String) {
        #expect(result("timestamp(0).getHours('\(zone)')") == "error invalidArgument")
        #expect(result("timestamp(0).getFullYear('\(zone)')") == "error invalidArgument")
    }

    @Test(
        arguments: [
            ("0001-01-01T00:00:00Z", "0001-01-01T00:00:00Z"),
            ("9999-12-31T23:59:59.999999999Z", "9999-12-31T23:59:59.999999999Z"),
            ("2026-11-24T09:00:00+08:00", "2026-11-24T01:00:00Z"),
            ("2026-11-24T00:00:00.5-00:30", "2026-11-24T00:30:00.500Z"),
            ("2024-02-29T23:59:59.001Z", "2024-02-29T23:59:59.001Z"),
            ("1969-12-31T23:59:59.000001Z", "1969-12-31T23:59:59.000001Z"),
            ("2026-11-24T09:00:00.100Z", "2026-11-24T09:00:00.100Z"),
            ("2023-02-29T00:00:00Z", nil), ("1900-02-29T00:00:00Z", nil), ("2026-13-01T00:00:00Z", nil),
            ("2026-00-01T00:00:00Z", nil), ("2026-01-00T00:00:00Z", nil), ("2026-04-31T00:00:00Z", nil),
            ("2026-01-01T24:00:00Z", nil), ("2026-01-01T00:60:00Z", nil), ("2026-01-01T00:00:60Z", nil),
            ("2026-01-01T00:00:00", nil), ("2026-01-01", nil), ("2026-01-01T00:00:00.Z", nil),
            ("2026-01-01T00:00:00+24:00", nil), ("2026-01-01T00:00:00+0800", nil),
            ("0000-12-31T23:59:59Z", nil),
            ("10000-01-01T00:00:00Z", nil), ("0001-01-01T00:00:00+00:01", nil),
            ("9999-12-31T23:59:59-00:01", nil),
            ("2026-01-01T00:00:00.1234567890Z", nil), (" 2026-01-01T00:00:00Z", nil),
            ("２026-01-01T00:00:00Z", nil),
        ] as [(String, String?)]
    )
    func `a timestamp is read and printed, or it is none`(_ text: String, _ printed: String?) {
        #expect(
            result("string(timestamp('\(text)'))") == printed.map { "'\($0)'" } ?? "error invalidArgument"
        )
        guard let printed else { return }
        #expect(result("timestamp('\(text)') == timestamp('\(printed)')") == "true")
        #expect(result("timestamp(int(timestamp('\(text)'))) <= timestamp('\(text)')") == "true")
    }

    @Test(
        arguments: [
            ("0s", "0s"), ("0", "0s"), ("-0s", "0s"), ("1h", "3600s"), ("1h1m1s", "3661s"), ("1s1h", "3601s"),
            ("1.5h", "5400s"), ("-1.5s", "-1.5s"), ("+1s", "1s"), ("1ms", "0.001s"), ("1us", "0.000001s"),
            ("1µs", "0.000001s"), ("1ns", "0.000000001s"), (".5s", "0.5s"), ("0.1ns", "0s"),
            ("100ms", "0.1s"),
            ("315576000000s", "315576000000s"), ("-315576000000s", "-315576000000s"),
            ("999ms1us", "0.999001s"), ("59m60s", "3600s"), ("87660000h", "315576000000s"),
            ("", nil), ("s", nil), ("1", nil), ("1d", nil), ("1 s", nil), (" 1s", nil), ("1s ", nil),
            ("--1s", nil),
            ("1h-1m", nil), (".s", nil), ("1.2.3s", nil), ("1S", nil), ("１s", nil), ("1e3s", nil),
            ("0x1s", nil),
        ] as [(String, String?)]
    )
    func `a duration is read and printed, or it is none`(_ text: String, _ printed: String?) {
        #expect(result("string(duration('\(text)'))") == printed.map { "'\($0)'" } ?? "error invalidArgument")
        guard let printed else { return }
        #expect(result("duration('\(text)') == duration('\(printed)')") == "true")
    }

    /// Seconds at the edges, for instants and spans.
    static let instants: [Int64] = [
        -62_135_596_800, -62_135_596_799, -1, 0, 1, 253_402_300_798, 253_402_300_799,
    ]
    static let spans: [Int64] = [
        -315_576_000_000, -315_537_897_599, -1, 0, 1, 315_537_897_599, 315_576_000_000,
    ]

    @Test func `sums stay within the calendar and the longest span, exactly`() {
        let (first, last, longest) = (Int64(-62_135_596_800), Int64(253_402_300_799), Int64(315_576_000_000))
        func expected(_ sum: Int64, _ range: ClosedRange<Int64>) -> String {
            range.contains(sum) ? String(sum) : "error outOfRange"
        }
        for one in Self.spans {
            let duration = "duration('\(one)s')"
            for instant in Self.instants {
                let at = "timestamp(\(instant))"
                #expect(result("int(\(at) + \(duration))") == expected(instant + one, first...last))
                #expect(result("int(\(duration) + \(at))") == expected(instant + one, first...last))
                #expect(result("int(\(at) - \(duration))") == expected(instant - one, first...last))
                for other in Self.instants {
                    #expect(result("(\(at) - timestamp(\(other))).getSeconds()") == String(instant - other))
                }
            }
            for other in Self.spans {
                let second = "duration('\(other)s')"
                let range = -longest...longest
                #expect(result("(\(duration) + \(second)).getSeconds()") == expected(one + other, range))
                #expect(result("(\(duration) - \(second)).getSeconds()") == expected(one - other, range))
                #expect(result("\(duration) < \(second)") == String(one < other))
            }
        }
        for instant in [first - 1, last + 1, .min, .max] {
            #expect(result("timestamp(\(instant))") == "error outOfRange")
        }
        #expect(result("duration('315576000000.000000001s')") == "error outOfRange")
        #expect(result("timestamp('9999-12-31T23:59:59.999999999Z') + duration('1ns')") == "error outOfRange")
        #expect(result("timestamp('0001-01-01T00:00:00Z') - duration('1ns')") == "error outOfRange")
    }
}
