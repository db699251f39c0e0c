import Foundation
import Testing

/// The server as a process: it opens, answers, says what is in its way, and stops when told.
@Suite struct ServeCommandTests {
    @Test(arguments: [SIGTERM, SIGINT])
    func `a signal stops the server in good order`(signal: Int32) throws {
        let server = try Running()
        #expect(FileManager.default.fileExists(atPath: server.folder + "/s"))
        #expect(server.stop(signal) == 0)
        #expect(!FileManager.default.fileExists(atPath: server.folder + "/s"))
        #expect(try Program.run("verify", "--database", server.folder + "/anwei.db").status == 0)
    }

    @Test func `the API answers over TCP`() throws {
        let server = try Running()
        #expect(try server.get("/healthz").hasPrefix("HTTP/1.1 200"))
        #expect(try server.get("/api/v1/me").hasPrefix("HTTP/1.1 401"))
        #expect(try server.get("/api/v1/openapi.yaml").contains("openapi: 3.1.0"))
        #expect(server.stop() == 0)
    }

    @Test func `a token opens the API, and is stored as a digest only`() throws {
        let server = try Running()
        #expect(server.stop() == 0)
        let database = server.folder + "/anwei.db"
        let token = try Program.run("user", "token", "lin", "--database", database).output
            .trimmingCharacters(in: .whitespacesAndNewlines)
        #expect(token.hasPrefix("anwei_"))
        let again = try Running(on: server.folder)
        #expect(try again.get("/api/v1/me", token: token).contains("\"account\":\"lin\""))
        #expect(try again.get("/api/v1/me", token: token + "0").hasPrefix("HTTP/1.1 401"))
        #expect(again.stop() == 0)
        let bytes = try Data(contentsOf: URL(fileURLWithPath: database))
        #expect(bytes.range(of: Data(token.utf8)) == nil)
    }

    @Test func `one database and one port have one server`() throws {
        let server = try Running()
        let database = server.folder + "/anwei.db"
        #expect(try Program.run("serve", "--database", database, "--listen", "127.0.0.1:0").status == 69)
        #expect(try Program.run("verify", "--database", database).status == 69)
        let other = try Program.temporaryFolder() + "/other.db"
        let port = try Program.run("serve", "--database", other, "--listen", server.address)
        #expect(port.status == 69)
        #expect(port.errors.contains(server.address))
        let free = try Program.temporaryFolder() + "/s"
        let both = try Program.run("serve", "--database", other, "--listen", server.address, "--socket", free)
        #expect(both.status == 69)
        #expect(!FileManager.default.fileExists(atPath: free))
        let socket = try Program.run(
            "serve",
            "--database",
            other,
            "--listen",
            "127.0.0.1:0",
            "--socket",
            server.folder + "/s"
        )
        #expect(socket.status == 69)
        #expect(server.stop() == 0)
    }

    @Test func `a killed server's socket is taken over`() throws {
        let server = try Running()
        _ = server.stop(SIGKILL)
        #expect(FileManager.default.fileExists(atPath: server.folder + "/s"))
        let again = try Running(on: server.folder)
        #expect(again.stop() == 0)
    }

    @Test func `a host that nobody knows is bad configuration`() throws {
        let folder = try Program.temporaryFolder()
        let result = try Program.run(
            "serve",
            "--database",
            folder + "/x.db",
            "--listen",
            "nowhere.invalid:80"
        )
        #expect(result.status == 78)
        #expect(result.errors.contains("nowhere.invalid:80"))
    }

    @Test func `a socket path that does not fit is bad configuration`() throws {
        let folder = try Program.temporaryFolder()
        let result = try Program.run(
            "serve",
            "--database",
            folder + "/x.db",
            "--socket",
            "/tmp/" + String(repeating: "s", count: 120)
        )
        #expect(result.status == 78)
        #expect(result.errors.contains("107"))
    }

    @Test func `the console attaches over the socket as whoever the kernel says it is`() throws {
        let server = try Running()
        let list = try Program.run(
            "console",
            "--socket",
            server.folder + "/s",
            "-r",
            "核對連線身分",
            "--format",
            "json",
            "run",
            "l"
        )
        #expect(list.status == 0, "\(list.errors)")
        let named = [
            "console", "--socket", server.folder + "/s", "-r", "核對連線身分", "-c", "print(me().account)",
        ]
        let name = try Program.run(named)
        #expect(name.output.contains("admin"))
        let other = try Program.run(
            "console",
            "--socket",
            server.folder + "/s",
            "-r",
            "核對連線身分",
            "-u",
            "lin",
            "-c",
            "print(me().account)"
        )
        #expect(other.output.contains("lin"))
        #expect(server.stop() == 0)
        let gone = try Program.run(named)
        #expect(gone.status == 7)
    }
}
