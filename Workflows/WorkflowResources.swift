public import Foundation

/// The workflow files that come with the program, copied beside the binary.
public enum WorkflowResources {
    /// The folder of the files; nil if the resources were not installed with the program.
    public static var folder: URL? { Bundle.module.url(forResource: "files", withExtension: nil) }
}
