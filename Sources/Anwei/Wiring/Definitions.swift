import Casework
import CivilCalendar

/// Where definitions come from.
enum Definitions {
    /// The files of a folder, or those beside the binary.
    static func source(_ folder: String?) throws -> any WorkflowSource { NoDefinitions() }
}

/// No definitions at all.
struct NoDefinitions: WorkflowSource {
    let names: [String] = []
    let calendarTexts: [Int: String] = [:]

    func bundle(workflow: String, profile: String, on day: CivilDate) -> AssembledBundle? { nil }

    func compile(_ bundle: AssembledBundle) throws -> Workflow { throw Refusal.unknown(.workflow) }

    func calendar(from texts: [Int: String]) throws -> OfficeCalendar { .weekendsOnly }
}
