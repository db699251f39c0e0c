import Testing
import Values
import WorkflowFiles

/// What can be said of a workflow's cases without following them, from its conditions and a profile alone.
@Suite("What cannot happen under a profile")
struct PossibilitiesTests {
    /// A workflow that people open where the profile knows it, and that starts a second one.
    private static let loan = """
        workflow: loan
        title: {zh-Hant: 借用, en: Loan}
        number: 借-{unit}-{roc-year}-{serial:3}
        roles:
          clerk: {zh-Hant: 承辦人, en: Clerk}
          head: {zh-Hant: 主管, en: Head}
        fields:
          things: {type: list, of: {type: choice, options: {lamp: {zh-Hant: 燈, en: Lamp}, bell: {zh-Hant: 鈴, en: Bell}}}, label: {zh-Hant: 物品, en: Things}}
          note: {type: text, label: {zh-Hant: 註記, en: Note}}
        waive:
          - {code: unused, reason: none}
          - {code: never-taken, reason: none}
        open:
          title: {zh-Hant: 申請, en: Ask}
          by: [clerk]
          asks: [things]
          requires:
            - {that: profile.lends, else: {zh-Hant: 不外借, en: Nothing is lent here}}
        initial: asked
        states:
          asked:
            title: {zh-Hant: 已申請, en: Asked}
            on:
              lend:
                title: {zh-Hant: 借出, en: Lend}
                by: [head]
                asks: [things!, note]
                requires:
                  - {that: "things.all(t, t in profile.owned)", else: {zh-Hant: 無此物品, en: There is no such thing here}}
                  - {that: "actor.roles.exists(r, r in profile.lenders)", else: {zh-Hant: 應由有權者借出, en: Others lend it}}
                  - {that: "!filled(profile.rule) || filled(note)", else: {zh-Hant: 應註記, en: A note is needed}}
                  - {that: "!things.exists(t, filled(note) && note == t)", else: {zh-Hant: 註記不得僅列物品, en: A note says more than the thing}}
                to: lent
              repair:
                title: {zh-Hant: 送修, en: Have it repaired}
                by: [head]
                when: profile.repairs
                to: lent
                do: [{start: repair, workflow: repair, with: {what: things}}]
          lent: {type: final, title: {zh-Hant: 已借出, en: Lent}}
        """

    private static let repair = """
        workflow: repair
        title: {zh-Hant: 修繕, en: Repair}
        number: 修-{unit}-{roc-year}-{serial:3}
        roles:
          head: {zh-Hant: 主管, en: Head}
        fields:
          what: {type: any, label: {zh-Hant: 物品, en: What}}
        waive: [{code: unused, reason: none}]
        open:
          title: {zh-Hant: 送修, en: Repair}
          by: [head]
          requires:
            - {that: profile.repairs, else: {zh-Hant: 不修繕, en: Nothing is repaired here}}
        initial: broken
        states:
          broken:
            title: {zh-Hant: 待修, en: Broken}
            on:
              mend: {title: {zh-Hant: 修復, en: Mend}, by: [head], to: whole}
          whole: {type: final, title: {zh-Hant: 已修復, en: Whole}}
        """

    private static func possibilities(
        of workflow: String,
        lends: String = "true",
        repairs: String = "true",
        owned: String = "[lamp]",
        lenders: String = "[clerk]",
        rule: String = "strict",
        isFollowed: Bool = true
    ) throws -> Possibilities {
        let values =
            "{lends: \(lends), repairs: \(repairs), owned: \(owned), lenders: \(lenders), rule: \(rule)}"
        func profile(_ name: String, _ values: String) -> String {
            """
            profile: \(name)
            title: {zh-Hant: 某處, en: A place}
            versions:
              - {from: 2020-01-01, confirmed-by: null, values: \(values)}
            """
        }
        // A second profile says what type a value has that the first leaves open.
        let other = "{lends: true, repairs: true, owned: [lamp], lenders: [clerk], rule: strict}"
        let files = [
            "loan.yaml": loan, "repair.yaml": repair, "profiles/town.yaml": profile("town", values),
            "profiles/other.yaml": profile("other", other),
        ]
        let library = FileLibrary(files: files.mapValues { Array($0.utf8) }) { _ in [] }
        return try #require(library.possibilities(of: workflow, under: "town", isFollowed: isFollowed))
    }

    private static func taken(_ possible: Possibilities) -> [String: Possibilities.Answer] {
        Dictionary(uniqueKeysWithValues: possible.transitions.map { ($0.event, $0.taken) })
    }

    @Test func `what nobody can open, and nothing starts, has nothing but its refusal`() throws {
        for left in ["false", "null"] {
            let loan = try PossibilitiesTests.possibilities(of: "loan", lends: left)
            #expect(PossibilitiesTests.taken(loan) == ["lend": .no, "repair": .no])
            #expect(loan.requirements[0].refused == (left == "false" ? .yes : .no))
            #expect(loan.requirements[0].undecided == (left == "null" ? .yes : .no))
            #expect(loan.requirements[0].held == .no)
            #expect(loan.requirements.dropFirst().allSatisfy { $0.held == .no && $0.refused == .no })
        }
    }

    @Test func `what people cannot open is followed where another case can start it`() throws {
        let started = try PossibilitiesTests.possibilities(of: "repair", repairs: "true")
        #expect(PossibilitiesTests.taken(started) == ["mend": .yes])
        // The way that would start it is closed by the profile, or its own workflow has no case.
        #expect(
            try PossibilitiesTests.taken(PossibilitiesTests.possibilities(of: "repair", repairs: "false"))
                == ["mend": .no]
        )
    }

    @Test func `a transition that the profile rules out is never taken`() throws {
        let loan = try PossibilitiesTests.possibilities(of: "loan", repairs: "false")
        #expect(PossibilitiesTests.taken(loan) == ["lend": .yes, "repair": .no])
    }

    @Test func `what every choice of the form meets cannot refuse`() throws {
        #expect(try PossibilitiesTests.possibilities(of: "loan").requirements[1].refused == .yes)
        let all = try PossibilitiesTests.possibilities(of: "loan", owned: "[lamp, bell]")
        #expect(all.requirements[1].refused == .no && all.requirements[1].held == .yes)
    }

    @Test func `what each role that may act is enough for cannot refuse`() throws {
        #expect(try PossibilitiesTests.possibilities(of: "loan").requirements[2].refused == .yes)
        let heads = try PossibilitiesTests.possibilities(of: "loan", lenders: "[head, clerk]")
        #expect(heads.requirements[2].refused == .no && heads.requirements[2].held == .yes)
    }

    @Test func `a field behind filled leaves nothing undecided in any round`() throws {
        let loan = try PossibilitiesTests.possibilities(of: "loan")
        #expect(loan.requirements[4].undecided == .no && loan.requirements[4].refused == .yes)
    }

    @Test func `what is not followed stays unknown where no condition rules it out`() throws {
        let loan = try PossibilitiesTests.possibilities(of: "loan", repairs: "false", isFollowed: false)
        #expect(PossibilitiesTests.taken(loan) == ["lend": .unknown, "repair": .no])
        #expect(loan.requirements[1].refused == .unknown && loan.requirements[1].undecided == .no)
    }

    @Test func `a rule about what the profile leaves open asks for nothing`() throws {
        #expect(try PossibilitiesTests.possibilities(of: "loan").requirements[3].refused == .yes)
        let open = try PossibilitiesTests.possibilities(of: "loan", rule: "null")
        #expect(open.requirements[3].refused == .no && open.requirements[3].undecided == .no)
    }
}
