import Casework
import Values

extension Coverage {
    /// What one performance has gone through, as its journal and its refusals tell.
    init(of performance: Performance) throws {
        let coding = EntryCoding(
            isSealed: { _ in false },
            hidesChart: false,
            seal: { _, _ in preconditionFailure("Invalid state: coverage seals nothing") },
            open: nil
        )
        for stored in try performance.stage.journal() where stored.draft.caseID != nil {
            let (entry, frame) = try coding.decode(stored.draft.bytes)
            guard let workflow = try performance.stage.workflow(frame.bundleHash) else { continue }
            change(workflow.name, workflow.profile.name, WorkflowCoverage(of: workflow)) {
                $0.count(entry, of: workflow)
            }
        }
        for refused in performance.findings {
            let workflow = refused.workflow
            change(workflow.name, workflow.profile.name, WorkflowCoverage(of: workflow)) {
                $0.count(refused.findings)
            }
        }
    }

    private mutating func change(
        _ workflow: String,
        _ profile: String,
        _ empty: WorkflowCoverage,
        _ count: (inout WorkflowCoverage) -> Void
    ) {
        var found = profiles[profile]?[workflow] ?? empty
        count(&found)
        profiles[profile, default: [:]][workflow] = found
    }
}
