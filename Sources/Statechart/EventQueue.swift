/// The internal queue: first in, first out, without moving what is left at each taking.
struct EventQueue: Sendable {
    private var events: [Event] = []
    private var head = 0

    mutating func append(_ event: Event) { events.append(event) }

    mutating func removeFirst() -> Event? {
        guard head < events.count else {
            removeAll()
            return nil
        }
        defer { head += 1 }
        return events[head]
    }

    /// The events that wait, the next one first.
    var waiting: ArraySlice<Event> { events[head...] }

    mutating func removeAll() {
        events.removeAll(keepingCapacity: true)
        head = 0
    }
}
