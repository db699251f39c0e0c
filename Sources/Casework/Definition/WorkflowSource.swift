public import CivilCalendar

/// Where definitions come from: the files of a directory in production, texts in tests.
public protocol WorkflowSource: Sendable {
    /// The names of the workflows on file, sorted.
    var names: [String] { get }
    /// The bundle of a workflow in force for a profile on a day; nil if there is no such workflow or profile,
    /// or the files do not check.
    func bundle(workflow: String, profile: String, on day: CivilDate) -> AssembledBundle?
    /// The definition that a bundle's bytes describe; needs no files, so that old cases can always be replayed.
    func compile(_ bundle: AssembledBundle) throws -> Workflow
    /// The office calendars on file, as the texts of their files by year of the common era.
    var calendarTexts: [Int: String] { get }
    /// The calendar that some files' texts describe.
    func calendar(from texts: [Int: String]) throws -> OfficeCalendar
}

/// All that a definition is built from, as the exact bytes that are hashed and stored.
public struct AssembledBundle: Sendable, Hashable {
    /// The bytes.
    public let bytes: [UInt8]
    /// Their SHA-256 in hexadecimal.
    public let hash: String

    /// A bundle from its bytes and their hash.
    public init(bytes: [UInt8], hash: String) {
        self.bytes = bytes
        self.hash = hash
    }
}
