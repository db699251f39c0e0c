import Rehearsal
import Testing
import Values
import WorkflowFiles

@Suite("What rehearsals lack")
struct CompletenessTests {
    private static func report(_ steps: String, profile: String = "town") async throws -> RehearsalReport {
        let head = Permit.head.replacing("profile: town", with: "profile: \(profile)")
        var report = try await Play.text(head + steps, workflows: Permit.files)
        report.completeness = await Completeness(
            of: report.coverage,
            workflows: ["permit"],
            in: FileLibrary(files: Permit.files, digest: Play.digest)
        )
        return report
    }

    private static func gaps(_ gaps: [Completeness.Gap]?, under profile: String = "town") -> [String] {
        gaps?.filter { $0.profile == profile }.map { "\($0.position.line) \($0.lack.rawValue) \($0.subject)" }
            ?? []
    }

    @Test func `what was never rehearsed is listed with its line, and nothing that cannot be`() async throws {
        let report = try await CompletenessTests.report(Permit.opening)
        #expect(
            CompletenessTests.gaps(report.completeness?.missing) == [
                "35 taken asked -grant-> granted", "46 taken asked -withdraw-> withdrawn",
                "47 taken asked -deadline.missed.answer-> late", "55 taken late -always-> asked",
                "61 taken granted -lapse->", "24 refused open: Ask for at least one day",
                "41 held grant in asked: Somebody else decides",
                "41 refused grant in asked: Somebody else decides",
                "42 held grant in asked: A reason is needed for more than three days",
                "42 refused grant in asked: A reason is needed for more than three days",
                "42 undecided grant in asked: A reason is needed for more than three days",
                "43 held grant in asked: Fees are due",
            ]
        )
        #expect(report.failed == 0 && report.exitCode == 1)
        #expect(report.text.contains("\ntown permit: 0 of 5 transitions, 1 of 8 outcomes of requirements\n"))
        #expect(report.text.hasSuffix("\n1 passed, 0 failed\n"))
    }

    @Test func `a profile has other transitions and requirements of its own`() async throws {
        let report = try await CompletenessTests.report(Permit.opening)
        let village = CompletenessTests.gaps(report.completeness?.missing, under: "village")
        #expect(village.contains("48 taken asked -appeal-> appealed"))
        #expect(village.contains("52 taken appealed -settle-> asked"))
        #expect(village.contains("43 refused grant in asked: Fees are due"))
        #expect(!village.contains { $0.hasPrefix("43 undecided") })
    }

    @Test func `rehearsals that go through everything are complete`() async throws {
        let town = try await CompletenessTests.report(Permit.everything)
        #expect(town.failed == 0, "\(town.text)")
        #expect(CompletenessTests.gaps(town.completeness?.missing) == [])
        let all = try await Play.text(
            Permit.head + Permit.everything + "---\n"
                + Permit.head.replacing("profile: town", with: "profile: village")
                + Permit.everythingInVillage,
            workflows: Permit.files
        )
        let whole = await Completeness(
            of: all.coverage,
            workflows: ["permit"],
            in: FileLibrary(files: Permit.files, digest: Play.digest)
        )
        #expect(whole.isWhole && all.failed == 0, "\(whole.text)\(all.text)")
        var report = all
        report.completeness = whole
        #expect(report.exitCode == 0)
    }

    @Test func `JSON says the same as the text`() async throws {
        let report = try await CompletenessTests.report(Permit.opening)
        let value = try Value(json: report.json)["completeness"]
        let first = value?["missing"]?.elements?.first
        #expect(first?["file"] == "permit.yaml" && first?["line"] == 35 && first?["profile"] == "town")
        #expect(first?["workflow"] == "permit" && first?["never"] == "taken")
        #expect(value?["missing"]?.elements?.count == report.completeness?.missing.count)
        #expect(value?["counts"]?.elements?.first?["transitions"] == 5)
    }

    @Test func `nothing that the product's rehearsals have seen is held to be impossible`() async throws {
        let library = try Play.product()
        // The larger ones take minutes; what holds of them is shown by `anwei rehearse --complete`.
        let report = await RehearsalSuite.run(
            files: ["improvement-ordered", "improvement-own"].map { Play.scenarios + "/\($0).yaml" },
            options: RehearsalOptions(workflows: library, digest: Play.digest)
        )
        for (profile, workflows) in report.coverage.profiles {
            for (name, seen) in workflows {
                guard let possible = library.possibilities(of: name, under: profile) else { continue }
                for (transition, known) in zip(seen.transitions, possible.transitions) {
                    #expect(transition.taken == 0 || known.taken != .no, "\(profile): \(known)")
                }
                for (requirement, known) in zip(seen.requirements, possible.requirements) {
                    #expect(requirement.held == 0 || known.held != .no, "\(profile): \(known)")
                    #expect(requirement.refused == 0 || known.refused != .no, "\(profile): \(known)")
                    #expect(requirement.undecided == 0 || known.undecided != .no, "\(profile): \(known)")
                }
            }
        }
    }
}
