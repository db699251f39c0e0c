import Foundation
import Testing
import Values

/// The commands that work on a database, and the codes they end with.
@Suite struct DatabaseCommandTests {
    @Test func `the demonstration verifies at every level`() throws {
        let folder = try Program.demonstration()
        for level in ["1", "2", "3"] {
            let result = try Program.run("verify", "--database", folder + "/anwei.db", "--level", level)
            #expect(result.status == 0)
        }
        let report = try Program.run("verify", "--database", folder + "/anwei.db", "--format", "json")
        #expect(try Value(json: report.output)["ok"] == true)
        #expect((try Value(json: report.output)["entries"]?.integer ?? 0) > 20)
    }

    @Test func `an older file put in the newer one's place is noticed`() throws {
        let folder = try Program.demonstration()
        let database = folder + "/anwei.db"
        let add = [
            "user", "add", "new", "--name", "林示例", "--grant", "supervisor@north", "--database", database,
        ]
        try FileManager.default.copyItem(atPath: database, toPath: folder + "/old.db")
        let unit = try Value(
            json: Program.run("user", "list", "--database", database, "--format", "json").output
        )
        let grant = unit["items"]?.elements?.compactMap { $0["roles"]?.elements?.first }.first
        let role = "\(grant?["role"]?.text ?? "")@\(grant?["unit"]?.text ?? "")"
        let added = try Program.run(add.map { $0 == "supervisor@north" ? role : $0 })
        #expect(added.status == 0, "\(added.errors)")
        #expect(try Program.run("verify", "--database", database).status == 0)

        try FileManager.default.removeItem(atPath: database)
        try FileManager.default.copyItem(atPath: folder + "/old.db", toPath: database)
        let verified = try Program.run("verify", "--database", database)
        #expect(verified.status == 1)
        #expect(verified.output.contains("cut off, or an older file"))
        let elsewhere = try Program.run("verify", "--database", database, "--heads", folder + "/none")
        #expect(elsewhere.status == 4)
        let listed = try Program.run("user", "list", "--database", database)
        #expect(listed.status == 1)
        #expect(listed.errors.contains("--accept-restored"))
        let served = try Program.run("serve", "--database", database, "--listen", "127.0.0.1:0")
        #expect(served.status == 1)
    }

    @Test func `heads are verified without the master key by the public key`() throws {
        let folder = try Program.demonstration()
        let database = folder + "/anwei.db"
        try FileManager.default.removeItem(atPath: database + ".key")
        let line = try String(contentsOfFile: database + ".heads", encoding: .utf8).split(separator: "\n")[0]
        let key = try #require(try Value(json: String(line))["key"]?.text)
        #expect(try Program.run("verify", "--database", database, "--head-key", key).status == 0)
        let other = Base64.encode([UInt8](repeating: 9, count: 32))
        #expect(try Program.run("verify", "--database", database, "--head-key", other).status == 1)
        let without = try Program.run("verify", "--database", database)
        #expect(without.status == 0)
        #expect(without.errors.contains(key))
        #expect(try Program.run("verify", "--database", database, "--head-key", "x").status == 2)
    }

    @Test func `an existing database is left alone`() throws {
        let folder = try Program.demonstration()
        #expect(try Program.run("demo", "--database", folder + "/anwei.db").status == 78)
    }

    @Test func `a missing database is no such thing`() throws {
        #expect(try Program.run("verify", "--database", "/nowhere/x").status == 4)
        #expect(try Program.run("user", "list", "--database", "/nowhere/x").status == 4)
        let erase = ["erase", "危-1", "--database", "/nowhere/x", "--reason", "保存期限屆滿", "--by", "root"]
        #expect(try Program.run(erase).status == 4)
    }

    @Test func `a missing key is said to be missing`() throws {
        let folder = try Program.demonstration()
        try FileManager.default.removeItem(atPath: folder + "/anwei.db.key")
        let result = try Program.run("user", "list", "--database", folder + "/anwei.db")
        #expect(result.status == 66)
        #expect(result.errors.contains("anwei.db.key"))
    }

    @Test func `the chain is verified without the key, as far as the second level`() throws {
        let folder = try Program.demonstration()
        try FileManager.default.removeItem(atPath: folder + "/anwei.db.key")
        let result = try Program.run("verify", "--database", folder + "/anwei.db")
        #expect(result.status == 0)
        #expect(result.output.contains("level 2"))
        #expect(!FileManager.default.fileExists(atPath: folder + "/anwei.db.key"))
        let named = try Program.run(
            "verify",
            "--database",
            folder + "/anwei.db",
            "--master-key",
            folder + "/anwei.db.key"
        )
        #expect(named.status == 66)
    }

    @Test func `another database's key does not open this one`() throws {
        let folder = try Program.demonstration()
        let other = try Program.temporaryFolder()
        #expect(try Program.run("demo", "--empty", "--database", other + "/anwei.db").status == 0)
        let result = try Program.run(
            "verify",
            "--database",
            folder + "/anwei.db",
            "--master-key",
            other + "/anwei.db.key"
        )
        #expect(result.status == 78)
    }

    @Test func `a file that is no database is foreign`() throws {
        let folder = try Program.temporaryFolder()
        let text = String(repeating: "This is a letter. ", count: 500)
        try text.write(toFile: folder + "/letter.txt", atomically: true, encoding: .utf8)
        let result = try Program.run("verify", "--database", folder + "/letter.txt")
        #expect(result.status == 78)
        #expect(try String(contentsOfFile: folder + "/letter.txt", encoding: .utf8) == text)
    }

    @Test func `a unit is marked as an agency, and keeps the rest of what it is`() throws {
        let database = try Program.demonstration() + "/anwei.db"
        func unit(_ arguments: String...) throws -> (status: Int32, output: String) {
            let result = try Program.run(["unit"] + arguments + ["--database", database])
            return (result.status, result.output)
        }
        func listed(_ id: String) throws -> Value? {
            try Value(json: unit("list", "--format", "json").output)["items"]?.elements?.first {
                $0["unit"]?.text == id
            }
        }
        // Nothing is marked: the home counts for the bureau above, whose head holds the office.
        #expect(try listed("xingwan")?["agency"]?.text == "haifeng-social")
        #expect(try listed("xingwan")?["isAgency"] == false)
        #expect(try unit("put", "xingwan", "--agency").status == 0)
        let marked = try #require(try listed("xingwan"))
        #expect(marked["agency"]?.text == "xingwan" && marked["isAgency"] == true)
        #expect(marked["head"]?.text == "sun" && marked["parent"]?.text == "haifeng-social")
        #expect(marked["name"]?["zh-Hant"]?.text == "虛構星灣教養院")
        #expect(try unit("list").output.contains("xingwan\tXingwan Home\thaifeng-social\tsun\t-\tagency!"))
        #expect(try unit("put", "xingwan", "--no-agency", "--head", "none").status == 0)
        #expect(try listed("xingwan")?["isAgency"] == false)
        #expect(try listed("xingwan")?["head"] == nil)
        // A new section, and what makes no sense.
        #expect(try unit("put", "ward", "--name", "住宿組", "--parent", "xingwan").status == 0)
        #expect(try listed("ward")?["parent"]?.text == "xingwan")
        #expect(try unit("put", "other").status == 2)
        #expect(try unit("put", "ward", "--head", "nobody").status == 4)
        #expect(try unit("put", "xingwan", "--parent", "ward").status == 3)
        #expect(try unit("put", "ward", "--profile", "atlantis").status == 4)
        #expect(try Program.run("verify", "--database", database).status == 0)
    }

    @Test func `accounts are listed and added`() throws {
        let database = try Program.demonstration() + "/anwei.db"
        let list = try Program.run("user", "list", "--database", database, "--format", "json")
        let ids = try Value(json: list.output)["items"]?.elements?.compactMap { $0["account"]?.text }
        #expect(ids?.contains("lin") == true)
        let added = try Program.run(
            "user",
            "add",
            "new",
            "--database",
            database,
            "--name",
            "新範例",
            "--grant",
            "supervisor@haifeng"
        )
        #expect(added.status == 0)
        #expect(try Program.run("user", "list", "--database", database).output.contains("新範例"))
        let nowhere = try Program.run(
            "user",
            "add",
            "x",
            "--database",
            database,
            "--name",
            "測",
            "--grant",
            "supervisor@nowhere"
        )
        #expect(nowhere.status == 4)
        #expect(try Program.run("user", "token", "nobody", "--database", database).status == 4)
    }
}
