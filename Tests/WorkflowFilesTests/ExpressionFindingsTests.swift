import Testing
import Values

@testable import WorkflowFiles

@Suite("Expressions in a workflow file")
struct ExpressionFindingsTests {
    /// A chart with fields of several types and one line in its first state, the tenth of the file.
    private static func with(_ line: String) -> String {
        """
        states:
          a: {title: {zh-Hant: 甲, en: A}, closed: true}
          b:
            title: {zh-Hant: 乙, en: B}
            \(line)
            on:
              fill: {title: {zh-Hant: 填, en: Fill}, by: [worker], asks: [n, x, s, t, d, p, l], to: b}
              leave: {title: {zh-Hant: 離, en: Leave}, by: [worker], to: a}
        initial: b
        data: {datum: 1}
        fields:
          n: {type: integer, label: {zh-Hant: 數, en: N}}
          x: {type: number, label: {zh-Hant: 數, en: X}}
          s: {type: text, label: {zh-Hant: 字, en: S}}
          t: {type: datetime, label: {zh-Hant: 時, en: T}}
          d: {type: date, label: {zh-Hant: 日, en: D}}
          p: {type: boolean, label: {zh-Hant: 真, en: P}}
          l:
            type: list
            label: {zh-Hant: 表, en: L}
            of: {type: record, fields: {who: {type: person, label: {zh-Hant: 人, en: Who}}}}
        facts: {near: {occurrences: o, around: d, at: []}}
        occurrences: {o: {when: "n > 0 || p || x > 1.0 || size(l) > 0 || s == '' || t < now", day: d, at: []}}

        """
    }

    private static func when(_ expression: String) -> String {
        with("always:\n      to: a\n      when: \(expression)")
    }

    @Test(
        "what is right passes",
        arguments: [
            "n > 0", "x > 1.5", "s == 'a'", "t < now", "d == localDate(t)", "p", "\"!p\"", "datum == n",
            "l.exists(e, e.who == actor.account)", "filled(n) && filled(l)", "\"!inState('a') && p\"",
            "size(facts.near) > 0 && facts.near[0].day < d", "profile.outlets >= 3 && !profile.must",
            "\"'10m' in profile.ladder\"", "profile.note.en == 'x'", "event.name == 'e' && event.data.x == 1",
            "case.number == 'x' && case.id > 1 && case.openedAt < now", "addPeriod(t, '7 days') > now",
            "withinMonth(d, localDate(now))", "rocDate(t) == s", "workflow == 't'",
            "\"'head' in actor.roles\"",
            "t + duration('1h') > now", "true && p",
        ]
    )
    func right(expression: String) {
        #expect(Probe.check(ExpressionFindingsTests.when(expression)) == [])
    }

    @Test(
        "what is wrong is found at its character",
        arguments: [
            ("m > 0", 0), ("n > 'a'", 2), ("n >", 3), ("p && s", 5), ("n", 0), ("s.length > 1", 2),
            ("l.exists(e, e.whom == s)", 14), ("profile.outlet > 1", 8), ("event.nam == s", 6),
            ("actor.role == s", 6), ("facts.far == []", 6), ("now > 1", 4), ("inState(1)", 0),
            ("inState('c')", 9), ("localDate(d) == d", 0), ("nosuch(n)", 0), ("filled(n + 1)", 9),
            ("\"'a' == n\"", 5), ("'''a'' == n'", 7),
        ]
    )
    func wrong(expression: String, offset: Int) {
        #expect(
            Probe.check(ExpressionFindingsTests.when(expression)) == ["12:\(13 + offset) error expression"]
        )
    }

    @Test(
        "each place wants its type",
        arguments: [
            ("entry: {set: {n: s}}", "10:22 error expression"),
            ("entry: {set: {x: n}}", nil),
            ("entry: {set: {d: t}}", nil),
            ("entry: {set: {n: datum}}", nil),
            ("entry: {set: {datum: s}}", nil),
            ("entry: {set: {n: null}}", nil),
            ("entry: {if: n, do: []}", "10:17 error expression"),
            ("entry: {foreach: i, in: n, do: []}", "10:29 error expression"),
            ("entry: {foreach: i, in: l, index: k, do: [{set: {n: k, s: i.who}}]}", nil),
            ("entry: {foreach: i, in: l, do: [{set: {n: j}}]}", "10:47 error expression"),
            ("entry: [{foreach: i, in: l, do: []}, {set: {n: i}}]", "10:52 error expression"),
            ("entry: {send: \"= n\"}", "10:22 error expression"),
            ("entry: {send: e, after: \"= n\"}", "10:32 error expression"),
            ("entry: {send: e, after: \"= duration('1s')\"}", nil),
            ("entry: {send: e, with: {a: m}}", "10:32 error expression"),
            (
                "deadlines: {q: {title: {zh-Hant: 期, en: Q}, within: 1d, met: {when: p}, from: d, tell: [head]}}",
                "10:83 error expression"
            ),
            (
                "deadlines: {q: {title: {zh-Hant: 期, en: Q}, within: \"= n\", met: {when: p}, tell: [head]}}",
                "10:60 error expression"
            ),
            (
                "deadlines: {q: {title: {zh-Hant: 期, en: Q}, within: 1d, met: {when: p}, remind: n, tell: [head]}}",
                "10:85 error expression"
            ),
            (
                "deadlines: {q: {title: {zh-Hant: 期, en: Q}, within: 1d, met: {when: p, at: d}, tell: [head]}}",
                "10:80 error expression"
            ),
        ] as [(String, String?)]
    )
    func places(line: String, found: String?) {
        #expect(Probe.check(ExpressionFindingsTests.with(line)) == [found].compactMap(\.self))
    }

    @Test func `a place inside a block is found in its own line`() {
        let part = """
            states:
              a: {title: {zh-Hant: 甲, en: A}, closed: true}
              b:
                title: {zh-Hant: 乙, en: B}
                always:
                  to: a
                  when: |
                    1 > 0
                      && 2 > 1 && wrong > 2
            initial: b

            """
        #expect(Probe.check(part) == ["14:23 error expression"])
        #expect(Probe.check(part.replacing("when: |", with: "when: >-")) == ["14:23 error expression"])
        let plain = part.replacing("when: |\n        1 > 0", with: "when: 1 > 0")
        #expect(Probe.check(plain) == ["13:23 error expression"])
    }

    @Test func `a key that only other profiles have may be read behind has`() {
        let other =
            "profile: taipei\ntitle: {zh-Hant: 臺北市, en: Taipei}\nversions:\n  - {from: 2022-01-17, values: {extra: 1}}\n"
        let guarded = ExpressionFindingsTests.when("has(profile.extra) && profile.extra > 0")
        let bare = ExpressionFindingsTests.when("profile.extra > 0")
        #expect(Probe.check(guarded, beside: ["profiles/o.yaml": other]) == [])
        #expect(Probe.check(bare, beside: ["profiles/o.yaml": other]) == ["12:13 error expression"])
    }

    @Test func `a misspelt state is answered with the one that was meant`() {
        let text = (Probe.head + ExpressionFindingsTests.when("inState('clsoed')"))
            .replacing("  a: {", with: "  closed: {").replacing("to: a", with: "to: closed")
        #expect(
            Probe.findings(text).first?.message.en == "There is no state 'clsoed'; did you mean 'closed'?"
        )
        #expect(Probe.findings(text).first?.message.zhHant == "沒有名為「clsoed」的狀態；是否為「closed」？")
    }
}
