public import Casework
import Foundation
import Synchronization

/// Random bytes from the operating system: for production.
public struct SystemRandomness: Randomness {
    /// The system's generator.
    public init() {}

    /// So many random bytes.
    public func bytes(_ count: Int) -> [UInt8] {
        [UInt8](unsafeUninitializedCapacity: count) { bytes, filled in
            // One call to the system, which fills at most 256 bytes at a time.
            for start in stride(from: 0, to: count, by: 256) {
                let part = UnsafeMutableBufferPointer(rebasing: bytes[start..<min(start + 256, count)])
                guard let address = part.baseAddress, getentropy(address, part.count) == 0 else {
                    preconditionFailure("Invalid state: the system has no random bytes")
                }
            }
            filled = count
        }
    }
}

/// Bytes that repeat themselves for the same seed: for rehearsals and tests, never for real keys.
///
/// SplitMix64 (Steele, Lea, Flood 2014): each number is a function of seed and position.
public final class SeededRandomness: Randomness {
    private let generator: Mutex<SplitMix>

    /// A stream of bytes that the seed determines.
    public init(seed: UInt64) { generator = Mutex(SplitMix(state: seed)) }

    /// So many random bytes.
    public func bytes(_ count: Int) -> [UInt8] { generator.withLock { $0.bytes(count) } }
}

/// The generator behind `SeededRandomness`.
struct SplitMix: RandomNumberGenerator, Sendable {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}

extension RandomNumberGenerator {
    fileprivate mutating func bytes(_ count: Int) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(count + 7)
        while bytes.count < count {
            withUnsafeBytes(of: next().littleEndian) { bytes.append(contentsOf: $0) }
        }
        bytes.removeLast(bytes.count - count)
        return bytes
    }
}
