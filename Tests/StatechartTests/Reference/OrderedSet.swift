/// The datatype of the pseudo-code, as a list.
struct OrderedSet<Element: AnyObject> {
    private var elements: [Element] = []

    var isEmpty: Bool { elements.isEmpty }

    func isMember(_ element: Element) -> Bool {
        for member in elements where member === element { return true }
        return false
    }

    mutating func add(_ element: Element) {
        if !isMember(element) { elements.append(element) }
    }

    mutating func delete(_ element: Element) {
        for position in elements.indices where elements[position] === element {
            elements.remove(at: position)
            return
        }
    }

    mutating func union(_ others: [Element]) {
        for element in others { add(element) }
    }

    func some(_ holds: (Element) -> Bool) -> Bool {
        for member in elements where holds(member) { return true }
        return false
    }

    func hasIntersection(_ other: OrderedSet) -> Bool {
        for member in elements where other.isMember(member) { return true }
        return false
    }

    func toList() -> [Element] { elements }
}
