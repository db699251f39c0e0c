import Values

/// Reads one kind of file out of its nodes and collects what is wrong on the way.
///
/// A class, because every reading function reports; it never leaves the function that made it. Reading
/// goes on after a finding, so that an author sees all of them at once.
final class FileReader {
    private(set) var findings: [Finding] = []
    /// Whether the file is a bare chart, which has fewer keys.
    let isBare: Bool

    init(isBare: Bool = false) { self.isBare = isBare }

    func report(
        _ code: FindingCode,
        at position: SourcePosition,
        subject: String = "",
        zh: String,
        en: String
    ) {
        findings.append(Finding(code, LocalizedText(zhHant: zh, en: en), at: position, subject: subject))
    }

    /// The pairs of a map after its keys were held against a table; nil if it is no map.
    func map(_ node: SourceNode, _ table: KeyTable) -> KeyedNodes? {
        guard let pairs = pairs(node) else { return nil }
        for (key, _) in pairs where !table.keys.contains(key.text) {
            let nearest = NearestName.of(key.text, among: table.keys)
            let known = table.keys.joined(separator: ", ")
            report(
                .unknownKey,
                at: key.position,
                zh: "不認得鍵「\(key.text)」" + (nearest.map { "，是否為「\($0)」？" } ?? "；可用：\(known)。"),
                en: "The key '\(key.text)' is unknown"
                    + (nearest.map { "; did you mean '\($0)'?" } ?? "; known are \(known).")
            )
        }
        let keyed = KeyedNodes(pairs: pairs, position: node.position)
        for key in table.required where keyed[key] == nil {
            report(
                .missingKey,
                at: node.position,
                zh: "缺少鍵「\(key)」。",
                en: "The key '\(key)' is missing."
            )
        }
        return keyed
    }

    /// The pairs of a map with names for keys; nothing for an empty node.
    func pairs(_ node: SourceNode) -> [(key: SourceText, value: SourceNode)]? {
        if case .map(let pairs) = node.content { return pairs }
        expected("對照表", "a map", node)
        return nil
    }

    /// The elements of a list; a single node that is no list stands for a list of one.
    func list(_ node: SourceNode) -> [SourceNode] {
        if case .list(let nodes) = node.content { return nodes }
        return node.isEmpty ? [] : [node]
    }

    func expected(_ zh: String, _ en: String, _ node: SourceNode) {
        report(
            .wrongType,
            at: node.position,
            zh: "此處應為\(zh)，不是\(node.kind.zhHant)。",
            en: "Expected \(en) here, not \(node.kind.en)."
        )
    }
}

/// The values of a map by key.
struct KeyedNodes {
    let pairs: [(key: SourceText, value: SourceNode)]
    let position: SourcePosition

    /// The value of a key; nil if the key is absent or its value empty.
    subscript(key: String) -> SourceNode? {
        pairs.first { $0.key.text == key && !$0.value.isEmpty }?.value
    }

    /// The key itself, for its place.
    func key(_ name: String) -> SourceText? { pairs.first { $0.key.text == name }?.key }
}
