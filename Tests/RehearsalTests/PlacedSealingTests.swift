import Casework
import Testing

@testable import Rehearsal

@Suite struct PlacedSealingTests {
    private static let text = Array("祕密".utf8)

    @Test func `the same place gives the same bytes in any order`() throws {
        let one = PlacedSealing(seed: 7)
        let key = one.makeCaseKey(for: CaseID(1))
        let first = try one.seal(
            PlacedSealingTests.text,
            field: "a",
            of: CaseID(1),
            revision: 1,
            caseKey: key
        )
        _ = try one.seal(PlacedSealingTests.text, field: "b", of: CaseID(1), revision: 1, caseKey: key)
        let other = PlacedSealing(seed: 7)
        #expect(other.makeCaseKey(for: CaseID(1)) == key)
        _ = try other.seal(PlacedSealingTests.text, field: "b", of: CaseID(1), revision: 1, caseKey: key)
        #expect(
            try other.seal(PlacedSealingTests.text, field: "a", of: CaseID(1), revision: 1, caseKey: key)
                == first
        )
    }

    @Test(arguments: [("b", 1, 1), ("a", 2, 1), ("a", 1, 2)])
    func `another place gives another nonce`(field: String, id: Int64, revision: Int64) throws {
        let sealing = PlacedSealing(seed: 7)
        let here = try sealing.seal(
            PlacedSealingTests.text,
            field: "a",
            of: CaseID(1),
            revision: 1,
            caseKey: sealing.makeCaseKey(for: CaseID(1))
        )
        let there = try sealing.seal(
            PlacedSealingTests.text,
            field: field,
            of: CaseID(id),
            revision: revision,
            caseKey: sealing.makeCaseKey(for: CaseID(id))
        )
        #expect(here.nonce != there.nonce && here.box != there.box)
    }

    @Test func `what was sealed opens in its place only`() throws {
        let sealing = PlacedSealing(seed: 7)
        let key = sealing.makeCaseKey(for: CaseID(1))
        let box = try sealing.seal(
            PlacedSealingTests.text,
            field: "a",
            of: CaseID(1),
            revision: 3,
            caseKey: key
        )
        #expect(try sealing.open(box, field: "a", of: CaseID(1), caseKey: key) == PlacedSealingTests.text)
        #expect(throws: SealingFailure.self) {
            try sealing.open(box, field: "b", of: CaseID(1), caseKey: key)
        }
    }

    @Test func `another seed gives another key`() {
        #expect(PlacedSealing(seed: 7).digest([1]) != PlacedSealing(seed: 8).digest([1]))
    }
}
