/// Bytes that grow at the end, with room kept ahead, so that appending a few costs neither a call nor a check
/// for each.
///
/// Every step writes an entry and a head of a few thousand bytes in some hundred pieces; `Array` looks anew at
/// each whether it is alone and large enough.
struct ByteBuffer: Sendable {
    /// All bytes of it are initialized; those from `count` on mean nothing.
    private var storage: [UInt8]
    /// How many bytes were appended.
    private(set) var count = 0

    /// An empty buffer with room for so many bytes.
    init(capacity: Int) { storage = [UInt8](repeating: 0, count: capacity) }

    /// The bytes so far.
    var bytes: [UInt8] { Array(storage[..<count]) }

    /// The byte that was appended last; nil if there is none.
    var last: UInt8? { count > 0 ? storage[count - 1] : nil }

    /// Lets a block write behind the end, where so many bytes are free; it returns how many it has written.
    @inline(__always)
    mutating func extend(by room: Int, _ write: (UnsafeMutablePointer<UInt8>) -> Int) {
        if storage.count - count < room { grow(by: room) }
        let end = count
        let written = storage.withUnsafeMutableBufferPointer { buffer in
            guard let start = buffer.baseAddress else { return 0 }
            return write(start + end)
        }
        precondition(written <= room)
        count = end + written
    }

    /// Appends a byte.
    mutating func append(_ byte: UInt8) {
        extend(by: 1) {
            $0.pointee = byte
            return 1
        }
    }

    /// Appends bytes that lie elsewhere.
    mutating func append(_ bytes: UnsafeBufferPointer<UInt8>) {
        guard let source = bytes.baseAddress, !bytes.isEmpty else { return }
        extend(by: bytes.count) {
            $0.update(from: source, count: bytes.count)
            return bytes.count
        }
    }

    @inline(never)
    private mutating func grow(by room: Int) {
        let capacity = max(count + room, 2 * storage.count, 64)
        // Array to array is one copy, whether optimised or not.
        storage += [UInt8](repeating: 0, count: capacity - storage.count)
    }
}
