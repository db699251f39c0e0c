/// What one input may use before it is stopped.
public struct LuaLimits: Sendable, Hashable {
    /// Bytes of all Lua objects.
    public var memory = 64 << 20
    /// Milliseconds of running time; waiting for the host does not count.
    public var milliseconds: Int64 = 30_000
    /// Requests to the host.
    public var requests: Int32 = 2_000
    /// Bytes of output.
    public var output = 10 << 20

    /// The usual limits: 64 MiB, 30 s, 2000 requests, 10 MiB of output.
    public init() {}
}
