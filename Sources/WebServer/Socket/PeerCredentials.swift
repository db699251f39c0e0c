import Glibc
import NIOCore

/// The process at the other end of a Unix socket, as the kernel knows it: `struct ucred` of socket(7).
struct PeerCredentials: Sendable, Hashable {
    let process: Int32
    let user: UInt32
    let group: UInt32

    /// The credentials of a channel's peer; nil when the channel cannot tell.
    static func of(_ channel: any Channel) async -> PeerCredentials? {
        guard let provider = channel as? any SocketOptionProvider else { return nil }
        return try? await read(provider).get()
    }

    /// The type of the value decides how many bytes the kernel copies, so it is stated here and nowhere else.
    private static func read(_ provider: any SocketOptionProvider) -> EventLoopFuture<PeerCredentials> {
        provider.unsafeGetSocketOption(
            level: SocketOptionLevel(SOL_SOCKET),
            name: SocketOptionName(SO_PEERCRED)
        )
    }
}
