import Testing
import Values

@testable import Expressions

/// Numbers at their edges, each against each.
@Suite struct `Numbers` {
    /// Groups of equal numbers from the least to the greatest, whatever their types.
    static let line: [[String]] = [
        ["(-1.0/0.0)"], ["-1e300"], ["-9223372036854777856.0"],
        ["(-9223372036854775808)", "-9223372036854775808.0"], ["(-9223372036854775807)"],
        ["-9223372036854774784.0", "(-9223372036854774784)"], ["(-9007199254740993)"],
        ["(-9007199254740992)", "-9007199254740992.0"], ["-1.5"], ["(-1)", "-1.0"], ["-0.5"], ["-5e-324"],
        ["0", "0u", "0.0", "-0.0"], ["5e-324"], ["2.2250738585072014e-308"], ["0.1"], ["1", "1u", "1.0"],
        ["1.0000000000000002"], ["1.5"], ["2", "2u", "2.0"],
        ["9007199254740991", "9007199254740991u", "9007199254740991.0"],
        ["9007199254740992", "9007199254740992u", "9007199254740992.0"],
        ["9007199254740993", "9007199254740993u"],
        ["9007199254740994", "9007199254740994u", "9007199254740994.0"],
        ["9223372036854774784", "9223372036854774784.0"], ["9223372036854775807", "9223372036854775807u"],
        ["9223372036854775808u", "9223372036854775808.0"], ["18446744073709549568.0"],
        ["18446744073709551615u"], ["18446744073709551616.0"], ["1e300"], ["(1.0/0.0)"],
    ]

    @Test(arguments: line.indices)
    func `every number stands where it belongs against every other`(_ place: Int) {
        for other in Self.line.indices {
            for left in Self.line[place] {
                for right in Self.line[other] {
                    let pair = "dyn(\(left)) %% dyn(\(right))"
                    let truths = [
                        ("==", place == other), ("!=", place != other), ("<", place < other),
                        ("<=", place <= other), (">", place > other), (">=", place >= other),
                    ]
                    for (mark, truth) in truths {
                        #expect(result(pair.replacing("%%", with: mark)) == String(truth), "\(pair) \(mark)")
                    }
                    #expect(result("dyn(\(left)) in [\(right)]") == String(place == other), "\(pair)")
                }
            }
        }
    }

    @Test(arguments: line.flatMap(\.self))
    func `NaN is in no order with any number and equal to none`(_ number: String) {
        for mark in ["==", "<", "<=", ">", ">="] {
            #expect(result("dyn(0.0/0.0) \(mark) dyn(\(number))") == "false")
            #expect(result("dyn(\(number)) \(mark) dyn(0.0/0.0)") == "false")
        }
        #expect(result("dyn(0.0/0.0) != dyn(\(number))") == "true")
        #expect(result("dyn(\(number)) in [0.0/0.0]") == "false")
        #expect(result("{'a': dyn(\(number))} == {'a': 0.0/0.0}") == "false")
    }

    /// Whole numbers of both kinds at their edges.
    static let ints: [Int64] = [.min, .min + 1, -4_294_967_296, -7, -2, -1, 0, 1, 2, 7, 3_037_000_500, .max]
    static let uints: [UInt64] = [0, 1, 2, 7, 4_294_967_296, UInt64(Int64.max), .max - 1, .max]

    /// Worked out with twice the width.
    private static func wide<Number: FixedWidthInteger>(_ mark: String, _ left: Number, _ right: Number)
        -> String
    {
        let (one, other) = (Int128(left), Int128(right))
        switch mark {
        case "/" where right == 0: return "error divisionByZero"
        case "%" where right == 0: return "error modulusByZero"
        // The remainder is 0, but the division that it belongs to overflows.
        case "%" where left == .min && one < 0 && other == -1: return "error integerOverflow"
        default: break
        }
        let (wide, overflow): (Int128, Bool) =
            switch mark {
            case "+": (one + other, false)
            case "-": (one - other, false)
            case "*": one.multipliedReportingOverflow(by: other)
            case "/": (one / other, false)
            default: (one % other, false)
            }
        guard !overflow, let number = Number(exactly: wide) else { return "error integerOverflow" }
        return Number.isSigned ? "\(number)" : "\(number)u"
    }

    @Test(arguments: ["+", "-", "*", "/", "%"])
    func `whole numbers are computed exactly or not at all`(_ mark: String) {
        for left in Self.ints {
            for right in Self.ints {
                #expect(
                    result("(\(left)) \(mark) (\(right))") == Self.wide(mark, left, right),
                    "\(left) \(mark) \(right)"
                )
            }
        }
        for left in Self.uints {
            for right in Self.uints {
                #expect(
                    result("\(left)u \(mark) \(right)u") == Self.wide(mark, left, right),
                    "\(left)u \(mark) \(right)u"
                )
            }
        }
    }

    static let doubles: [Double] = [
        0, -0.0, 1, -1.5, .leastNonzeroMagnitude, -2.2250738585072014e-308, 1.7976931348623157e308,
        9_007_199_254_740_992,
        .infinity, -.infinity, .nan, 0.1,
    ]

    @Test(arguments: ["+", "-", "*", "/"])
    func `doubles are computed as IEEE 754 says, without errors`(_ mark: String) {
        for left in Self.doubles {
            for right in Self.doubles {
                let host = TestHost(values: ["one": .double(left), "other": .double(right)])
                let expected: Double =
                    switch mark {
                    case "+": left + right
                    case "-": left - right
                    case "*": left * right
                    default: left / right
                    }
                #expect(result("one \(mark) other", host) == expected.description)
                #expect(result("-one", host) == (-left).description)
            }
        }
    }

    @Test(arguments: doubles)
    func `a double printed and read again is the same, to the bit`(_ number: Double) throws {
        let host = TestHost(values: ["d": .double(number)])
        guard case .value(.double(let again)) = try evaluation("double(string(d))", host).outcome else {
            Issue.record("no double")
            return
        }
        #expect(again.bitPattern == number.bitPattern || again.isNaN && number.isNaN)
    }

    @Test(arguments: ints)
    func `a whole number goes through every conversion and comes back, or is out of range`(_ number: Int64) {
        let isNatural = number >= 0
        #expect(result("int(string(\(number))) == \(number)") == "true")
        #expect(result("uint(\(number))") == (isNatural ? "\(number)u" : "error outOfRange"))
        #expect(result("int(uint(\(number)))") == (isNatural ? "\(number)" : "error outOfRange"))
        #expect(result("uint(string(\(number)))") == (isNatural ? "\(number)u" : "error invalidArgument"))
        #expect(result("double(\(number)) == \(Double(number).description)") == "true")
        #expect(result("-(\(number))") == (number == .min ? "error integerOverflow" : "\(-number)"))
    }

    @Test(
        arguments: [
            ("9223372036854775808.0", "error outOfRange", "9223372036854775808u"),
            ("9223372036854774784.0", "9223372036854774784", "9223372036854774784u"),
            ("-9223372036854774784.0", "-9223372036854774784", "error outOfRange"),
            ("18446744073709551616.0", "error outOfRange", "error outOfRange"),
            ("18446744073709549568.0", "error outOfRange", "18446744073709549568u"),
            ("0.999", "0", "0u"), ("-0.999", "0", "error outOfRange"), ("-0.0", "0", "0u"),
            ("5e-324", "0", "0u"), ("2.5", "2", "2u"), ("-2.5", "-2", "error outOfRange"),
            ("(1.0/0.0)", "error outOfRange", "error outOfRange"),
            ("(-1.0/0.0)", "error outOfRange", "error outOfRange"),
            ("(0.0/0.0)", "error outOfRange", "error outOfRange"),
        ] as [(String, String, String)]
    )
    func `a double is cut towards zero, or out of range`(_ number: String, _ int: String, _ uint: String) {
        #expect(result("int(\(number))") == int)
        #expect(result("uint(\(number))") == uint)
    }

    @Test(arguments: ["1", "1u", "1.0"])
    func `a key of one numeric type finds one of another`(_ key: String) {
        for stored in ["1", "1u"] {
            #expect(result("{\(stored): 'a'}[dyn(\(key))]") == "'a'")
            #expect(result("dyn(\(key)) in {\(stored): 'a'}") == "true")
            #expect(result("dyn(\(key)) in {\(stored): 'a', 2: 'b'}.map(k, k)") == "true")
            #expect(result("{\(stored): 1} == {1u: \(key)}") == "true")
        }
        #expect(result("[5, 6][dyn(\(key))]") == "6")
        #expect(result("{2: 'a', -1: 'b', 18446744073709551615u: 'c'}[dyn(\(key))]") == "error noSuchKey")
        #expect(result("dyn(\(key)) + dyn(1.5) == 2.5") == (key == "1.0" ? "true" : "error noSuchOverload"))
    }
}
