import ArgumentParser
import CaseEngine
import Casework
import Foundation
import Logging
import Values

/// `anwei demo`: the invented county of the scenarios, written through the engine.
struct Demo: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Makes a database with an invented county. 建立示範資料庫。",
        discussion: "Everybody and everything in it is invented. An existing database is left alone."
    )

    @OptionGroup var options: DatabaseOptions

    @Flag(help: ArgumentHelp("One unit and account `bench` alone: for ops/bench.", visibility: .hidden))
    var empty = false

    func run() throws {
        guard !FileManager.default.fileExists(atPath: options.database) else {
            throw Failure(
                .configuration,
                zhHant: "\(options.database) 已存在,未予變更;請指定新檔案。",
                en: "\(options.database) exists and was left alone; name a new file."
            )
        }
        let installation = try Installation(options, logger: Logger(label: "anwei"))
        let engine = installation.engine
        let world = DemoWorld(systemUser: Int64(geteuid()))
        let register = empty ? Demo.bench : world.register
        let requests = register.map { CaseEngine.Request(account: Gate.system, command: .register($0)) }
        for answer in try engine.perform(requests) { _ = try answer.get() }
        guard !empty else { return try installation.close() }
        let opened = try DemoCases(engine, now: SystemClock().now()).play()
        try installation.close()
        Terminal.complain(
            LocalizedText(
                zhHant: "已建立 \(options.database):\(world.units.count) 個單位、\(world.accounts.count) 個帳號、"
                    + "\(opened) 件案件。",
                en: "\(options.database): \(world.units.count) units, \(world.accounts.count) accounts, "
                    + "\(opened) cases."
            )
        )
    }

    /// What the procedure of ops/bench needs: a unit of its profile and somebody who works there.
    private static let bench: [RegisterChange] = {
        let name = LocalizedText(zhHant: "量測", en: "Bench")
        let grant = RoleGrant(role: "worker", unit: "bench")
        return [
            .unit(Unit(id: "bench", name: name, parent: nil, head: nil, profile: "bench")),
            .account(Account(id: "bench", name: "林示例", grants: [grant])),
        ]
    }()
}
