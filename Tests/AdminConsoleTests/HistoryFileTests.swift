import Glibc
import Testing

@testable import AdminConsole

/// A folder of its own under /tmp, gone afterwards.
private final class Folder {
    let path: String

    init() {
        var template = Array("/tmp/anwei-history-XXXXXX".utf8CString)
        path = String(cString: mkdtemp(&template))
    }

    deinit {
        for name in ["a/b/history", "history", "link"] { unlink(path + "/" + name) }
        rmdir(path + "/a/b")
        rmdir(path + "/a")
        rmdir(path)
    }

    func write(_ text: String, to name: String, mode: mode_t) {
        let descriptor = open(path + "/" + name, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
        _ = text.withCString { Glibc.write(descriptor, $0, strlen($0)) }
        fchmod(descriptor, mode)
        close(descriptor)
    }
}

@Suite struct `The history file` {
    @Test func `is made private, with its folders, and read back in order`() throws {
        let folder = Folder()
        let file = HistoryFile(path: folder.path + "/a/b/history")
        #expect(try file.entries() == [])
        file.append("first", at: 1)
        file.append("for i = 1, 2 do\n\n  print(i)\nend", at: 2)
        file.append("#not a time", at: 3)
        #expect(try file.entries() == ["first", "for i = 1, 2 do\n\n  print(i)\nend", "#not a time"])
        var state = stat()
        #expect(stat(file.path, &state) == 0)
        #expect(state.st_mode & 0o777 == 0o600)
    }

    @Test(arguments: [0o644, 0o640, 0o602] as [mode_t]) func `that others may use is not used`(mode: mode_t) {
        let folder = Folder()
        folder.write("#1\nx\n", to: "history", mode: mode)
        #expect(throws: ConsoleError.self) { try HistoryFile(path: folder.path + "/history").entries() }
    }

    @Test func `behind a symbolic link is neither read nor written`() {
        let folder = Folder()
        folder.write("#1\nx\n", to: "history", mode: 0o600)
        symlink(folder.path + "/history", folder.path + "/link")
        let file = HistoryFile(path: folder.path + "/link")
        #expect(throws: ConsoleError.self) { try file.entries() }
        file.append("y", at: 2)
        #expect((try? HistoryFile(path: folder.path + "/history").entries()) == ["x"])
    }

    @Test func `keeps the last five thousand`() throws {
        let folder = Folder()
        let text = (1...5_010).map { "#1\nline \($0)\n" }.joined()
        folder.write(text, to: "history", mode: 0o600)
        let entries = try HistoryFile(path: folder.path + "/history").entries()
        #expect(entries.count == 5_000)
        #expect(entries.first == "line 11")
    }
}
