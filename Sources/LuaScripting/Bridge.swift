import CLuaHost
import Glibc

/// What the C host holds of Swift: a box whose address stays.
final class Bridge {
    // Weak, because a host usually owns the session that asks it.
    private weak var host: (any LuaHost)?

    init(_ host: any LuaHost) { self.host = host }

    fileprivate func answer(_ request: UInt32, _ bytes: UnsafeBufferPointer<UInt8>) -> LuaAnswer {
        guard let host else { return .value(.null) }
        guard request != LH_OUTPUT else {
            host.print(Array(bytes))
            return .value(.null)
        }
        return host.answer(request, LuaValue(packed: bytes))
    }
}

/// The door through which C asks Swift: bytes in, malloc'ed bytes out; it returns before Lua goes on.
func answerLua(
    context: UnsafeMutableRawPointer?,
    request: UInt32,
    bytes: UnsafePointer<UInt8>?,
    size: Int,
    response: UnsafeMutablePointer<UnsafeMutablePointer<UInt8>?>?,
    responseSize: UnsafeMutablePointer<Int>?
) -> Int32 {
    guard let context, let response, let responseSize else { return 0 }
    let bridge = Unmanaged<Bridge>.fromOpaque(context).takeUnretainedValue()
    let code: Int32
    let value: LuaValue
    switch bridge.answer(request, UnsafeBufferPointer(start: bytes, count: size)) {
    case .value(let result): (code, value) = (0, result)
    case .failure(let error): (code, value) = (1, error)
    case .exit(let exitCode): (code, value) = (2, .int(Int64(exitCode)))
    }
    let packed = value.packed
    guard let copy = malloc(packed.count) else { return 0 }
    packed.withUnsafeBytes {
        copy.copyMemory(from: $0.baseAddress ?? UnsafeRawPointer(copy), byteCount: packed.count)
    }
    response.pointee = copy.assumingMemoryBound(to: UInt8.self)
    responseSize.pointee = packed.count
    return code
}
