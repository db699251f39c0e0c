import Hummingbird
import HummingbirdCore
public import Logging
import NIOCore
import NIOPosix
public import ServiceLifecycle
import Values

/// The server's doors: the API over TCP and, the same, over a Unix socket.
///
/// A service of the lifecycle: a graceful shutdown stops accepting, finishes the requests under way and closes
/// connections that wait for nothing.
public struct Doors: Service {
    /// Where the API is offered over TCP.
    public struct Address: Sendable, Hashable {
        /// The host name or address.
        public let host: String
        /// The port; 0 takes a free one.
        public let port: Int

        /// An address from its parts.
        public init(host: String, port: Int) {
            self.host = host
            self.port = port
        }

        /// An address from `HOST:PORT` or `[IPv6]:PORT`; nil if it is neither.
        public init?(_ text: String) {
            guard let colon = text.lastIndex(of: ":"), let port = UInt16(text[text.index(after: colon)...])
            else { return nil }
            var host = text[..<colon]
            if host.hasPrefix("["), host.hasSuffix("]") { host = host.dropFirst().dropLast() }
            guard !host.isEmpty else { return nil }
            self.init(host: String(host), port: Int(port))
        }
    }

    private let door: Door
    private let address: Address?
    private let place: SocketPlace?
    private let threads: Int
    private let logger: Logger
    private let opened: @Sendable (String) -> Void

    /// Doors of an engine.
    ///
    /// - Parameters:
    ///   - service: the engine.
    ///   - settings: what does not come from the engine.
    ///   - address: where to listen over TCP; nil for nowhere.
    ///   - place: the claimed place of the Unix socket; nil for none.
    ///   - threads: how many threads handle connections.
    ///   - logger: where requests are written, each in one line.
    ///   - opened: called with the address once a door is open.
    public init(
        service: any CaseService,
        settings: DoorSettings,
        address: Address?,
        place: SocketPlace?,
        threads: Int = 1,
        logger: Logger,
        opened: @escaping @Sendable (String) -> Void = { _ in }
    ) {
        door = Door(service: service, settings: settings, logger: logger)
        self.address = address
        self.place = place
        self.threads = threads
        self.logger = logger
        self.opened = opened
    }

    /// Opens the doors and answers until the service is told to stop; throws `DoorProblem`.
    public func run() async throws {
        let loops = MultiThreadedEventLoopGroup(numberOfThreads: max(1, threads))
        do {
            let group = ServiceGroup(configuration: configuration(on: loops))
            // With several loops nobody knows here which one a connection will belong to.
            try await withTaskExecutorPreference(threads > 1 ? nil : LoopExecutor(loops.next())) {
                try await group.run()
            }
        } catch {
            try? await loops.shutdownGracefully()
            throw error
        }
        try await loops.shutdownGracefully()
    }

    /// Both doors together: where one cannot be opened, the other closes in good order and the problem is thrown.
    private func configuration(on loops: MultiThreadedEventLoopGroup) -> ServiceGroupConfiguration {
        var doors: [OneDoor] = []
        if let address { doors.append(OneDoor { try await serve(address, on: loops) }) }
        if let place { doors.append(OneDoor { try await serve(place, on: loops) }) }
        let services = doors.map {
            ServiceGroupConfiguration.ServiceConfiguration(
                service: $0,
                successTerminationBehavior: .gracefullyShutdownGroup,
                failureTerminationBehavior: .gracefullyShutdownGroup,
                serviceName: "door"
            )
        }
        return ServiceGroupConfiguration(services: services, logger: quiet)
    }

    /// One of the doors, as the lifecycle sees it.
    private struct OneDoor: Service {
        let serve: @Sendable () async throws -> Void

        func run() async throws { try await serve() }
    }

    private func serve(_ address: Address, on loops: MultiThreadedEventLoopGroup) async throws {
        let name = address.host.contains(":") ? "[\(address.host)]" : address.host
        do {
            try await application(.hostname(address.host, port: address.port), on: loops) { channel in
                opened("\(name):\(channel.localAddress?.port ?? address.port)")
            }.run()
        } catch let error as IOError {
            throw error.errnoCode == EADDRINUSE
                ? DoorProblem.addressInUse("\(name):\(address.port)")
                : DoorProblem.address("\(name):\(address.port)", reason: "\(error)")
        } catch let error as SocketAddressError.UnknownHost {
            throw DoorProblem.address("\(name):\(address.port)", reason: "\(error)")
        }
    }

    private func serve(_ place: SocketPlace, on loops: MultiThreadedEventLoopGroup) async throws {
        defer { place.release() }
        do {
            try await application(.unixDomainSocket(path: place.temporaryPath), on: loops) { channel in
                do throws(DoorProblem) {
                    try place.publish()
                    opened(place.path)
                } catch {
                    logger.critical("\(error.message.en)")
                    channel.close(promise: nil)
                }
            }.run()
        } catch let error as IOError {
            throw DoorProblem.socket(place.path, reason: "\(error)")
        }
    }

    private func application(
        _ address: BindAddress,
        on loops: MultiThreadedEventLoopGroup,
        opened: @escaping @Sendable (any Channel) async -> Void
    ) -> Application<DoorResponder> {
        Application(
            responder: DoorResponder(door: door, logger: logger),
            server: .http1(configuration: .init(idleTimeout: .seconds(60))),
            configuration: ApplicationConfiguration(
                address: address,
                backlog: 1_024,
                availableConnectionsDelegate: MaximumAvailableConnections(2_048)
            ),
            onServerRunning: opened,
            eventLoopGroupProvider: .shared(loops),
            logger: quiet
        )
    }

    /// Hummingbird's own messages: only what needs somebody.
    private var quiet: Logger {
        var quiet = logger
        quiet.logLevel = max(logger.logLevel, .warning)
        return quiet
    }
}
