import Casework
import CivilCalendar
import Synchronization
import Values

/// The compiled definitions in use, by the hash of their bundle: a bundle never changes, so neither does its place.
final class WorkflowShelf: Sendable {
    private let source: any WorkflowSource
    private let compiled = Mutex<[String: Workflow]>([:])

    init(_ source: any WorkflowSource) { self.source = source }

    /// The definition that a case has pinned; the bytes come from the store.
    func workflow(_ hash: String, in snapshot: any StorageSnapshot) throws -> Workflow {
        if let known = compiled.withLock({ $0[hash] }) { return known }
        guard let bytes = try snapshot.bundle(hash) else {
            throw StorageFailure.corrupt("bundle \(hash) is missing")
        }
        return try compile(AssembledBundle(bytes: bytes, hash: hash))
    }

    /// The definition in force for a unit's profile on a day, with its bundle; nil if there is none.
    func inForce(_ name: String, profile: String, on day: CivilDate) throws -> (Workflow, AssembledBundle)? {
        guard let bundle = source.bundle(workflow: name, profile: profile, on: day) else { return nil }
        if let known = compiled.withLock({ $0[bundle.hash] }) { return (known, bundle) }
        return (try compile(bundle), bundle)
    }

    private func compile(_ bundle: AssembledBundle) throws -> Workflow {
        let workflow = try source.compile(bundle)
        compiled.withLock { $0[bundle.hash] = workflow }
        return workflow
    }
}
