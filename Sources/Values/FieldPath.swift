/// Where a datum stands: the name of a variable and the members below it (`profile.ladder`).
public struct FieldPath: Sendable, Hashable, Comparable, CustomStringConvertible {
    /// The names from the outside in; never empty.
    public let names: [String]

    /// A path from its names; there must be at least one.
    public init(_ names: [String]) {
        precondition(!names.isEmpty, "a field path has at least one name")
        self.names = names
    }

    /// A path that is one variable.
    public init(_ name: String) { names = [name] }

    /// The variable that the path begins with.
    public var root: String { names[0] }

    /// The path one member further in.
    public func appending(_ name: String) -> FieldPath { FieldPath(names + [name]) }

    /// Whether the path is the other one or leads into it.
    public func isWithin(_ other: FieldPath) -> Bool { names.starts(with: other.names) }

    /// The names joined by points.
    public var description: String { names.joined(separator: ".") }

    /// Whether the left path comes first in the order of its names.
    public static func < (left: FieldPath, right: FieldPath) -> Bool {
        left.names.lexicographicallyPrecedes(right.names)
    }
}
