/// One page of a list.
public struct WirePage<Item: Codable & Sendable & Hashable>: Codable, Sendable, Hashable {
    /// The items.
    public var items: [Item]
    /// Where the next page begins; nil on the last one.
    public var next: String?

    /// From its parts.
    public init(
        items: [Item],
        next: String? = nil
    ) {
        self.items = items
        self.next = next
    }
}
