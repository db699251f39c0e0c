import Values

/// Takes away the warnings that the author has looked at and means to keep.
struct WaiverCheck {
    private let waivers: [WaiverDraft]

    init(_ waivers: [WaiverDraft]) { self.waivers = waivers }

    /// The findings without the waived ones, and a warning for each waiver that waives nothing.
    func apply(to findings: [Finding]) -> [Finding] {
        var used: Set<Int> = []
        var left = findings.filter { finding in
            guard finding.severity == .warning else { return true }
            let waiver = waivers.firstIndex { waiver in
                waiver.code.text == finding.code.rawValue
                    && (waiver.subject.map { $0.text == finding.subject } ?? true)
            }
            guard let waiver else { return true }
            used.insert(waiver)
            return false
        }
        for (index, waiver) in waivers.enumerated() where !used.contains(index) {
            let message = LocalizedText(
                zhHant: "沒有可放行的「\(waiver.code.text)」；請刪去此放行。",
                en: "There is no '\(waiver.code.text)' to waive; remove this waiver."
            )
            left.append(Finding(.unusedWaiver, message, at: waiver.code.position))
        }
        return left
    }
}
