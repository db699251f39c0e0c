import Testing
import Values
@testable import WorkflowFiles
@Test func probe() throws {
    func go(_ s: String) { do { let n = try YAMLDocument.read(Array(s.utf8), path: "f"); print(n.value.json) } catch { for f in error.findings { print(f.position, f.code, f.message.en) } } }
    go("a: 1\nb: [x, 'y', 2.5]\non: yes\nc: |\n  foo\n   bar\nd: null\ne: \"q\"\n")
    go("a: 1\nb: 2\na: 3\n")
    go("a: &x 1\nb: *x\n")
    go("a: \"&x 1\"\nb: '*x'\nc: a && b * c")
    go("a: !str 1")
    go(String(repeating: "[", count: 500))
    go(String(repeating: "- ", count: 500))
    go((0..<500).map { String(repeating: " ", count: $0) + "a:\n" }.joined())
    go("a: b: c")
    go("? [a]\n: c")
    go("")
    go("a: 1\n---\nb: 2")
    go("a: \u{7}")
    go("<<: {a: 1}")
}
