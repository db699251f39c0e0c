import Crypto
import Documents
import Foundation
import Testing

@Suite struct StyleTests {
    @Test func `The policy allows the style sheet as it is, and nothing else`() {
        let digest = Data(SHA256.hash(data: Data(FormStyle.sheet.utf8))).base64EncodedString()
        #expect(FormStyle.digest == digest)
        #expect(FormStyle.policy.hasPrefix("default-src 'none';"))
    }

    @Test func `Nothing is grey, and nothing smaller than twelve points`() {
        let sizes = FormStyle.sheet.matches(of: /([0-9.]+)pt/).compactMap { Double($0.1) }
        let fonts = FormStyle.sheet.matches(of: /font(?:-size)?: ([0-9.]+)pt/).compactMap { Double($0.1) }
        #expect(!sizes.isEmpty && !fonts.isEmpty && fonts.allSatisfy { $0 >= 12 })
        let colours = Set(FormStyle.sheet.matches(of: /#[0-9a-f]{3,6}/).map { String($0.0) })
        #expect(colours == ["#000", "#fff"])
    }
}
