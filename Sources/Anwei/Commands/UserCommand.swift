import ArgumentParser
import CaseEngine
import CaseStore
import Casework
import Logging
import Values

/// `anwei user`: accounts and their tokens, while no server has the database open.
struct UserCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "user",
        abstract: "Lists, adds and equips accounts. 管理帳號。",
        subcommands: [List.self, Add.self, Token.self]
    )

    /// `anwei user list`.
    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Lists the accounts. 列出帳號。")

        @OptionGroup var options: DatabaseOptions

        @Option(help: "How to write the list. 輸出格式。")
        var format = ReportFormat.text

        func run() throws {
            try options.mustExist()
            let installation = try Installation(options, logger: Logger(label: "anwei"))
            let engine = installation.engine
            let accounts = engine.directory.accounts.values.sorted { $0.id < $1.id }
            try installation.close()
            switch format {
            case .json:
                let rows = Value.list(accounts.map(\.value))
                Terminal.answer(Value.map(ValueMap([("items", rows)])).jsonBytes)
            case .text:
                for account in accounts {
                    let roles = account.grants.map { "\($0.role)@\($0.unit)" }.joined(separator: " ")
                    Terminal.answer("\(account.id)\t\(account.name)\t\(roles)")
                }
            }
        }
    }

    /// `anwei user add`.
    struct Add: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Adds or replaces an account. 新增或更新帳號。")

        @Argument(help: "The account's id, such as lin. 帳號。")
        var account: String

        @OptionGroup var options: DatabaseOptions

        @Option(help: "The person's name. 姓名。")
        var name: String

        @Option(help: ArgumentHelp("A role held in a unit; repeatable. 角色。", valueName: "role@unit"))
        var grant: [String] = []

        @Option(help: ArgumentHelp("The operating-system user's number. 作業系統使用者。", valueName: "uid"))
        var systemUser: Int64?

        @Option(
            help: ArgumentHelp(
                "The natural person, by an id that all accounts of this person share. 自然人代號。",
                valueName: "id"
            )
        )
        var person: String?

        func validate() throws { _ = try grants() }

        private func grants() throws -> [RoleGrant] {
            try grant.map { text in
                guard let grant = RoleGrant(text) else {
                    throw ValidationError("--grant 須為 ROLE@UNIT (takes ROLE@UNIT).")
                }
                return grant
            }
        }

        func run() throws {
            try options.mustExist()
            let installation = try Installation(options, logger: Logger(label: "anwei"))
            let engine = installation.engine
            let row = Account(
                id: account,
                name: name,
                grants: try grants(),
                systemUser: systemUser,
                person: person
            )
            for grant in row.grants where engine.directory.units[grant.unit] == nil {
                throw Refusal.unknown(.unit)
            }
            _ = try engine.perform(
                CaseEngine.Request(account: Gate.system, command: .register(.account(row)))
            ).get()
            try installation.close()
        }
    }

    /// `anwei user token`.
    struct Token: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Makes a bearer token and shows it once. 核發權杖(僅顯示一次)。"
        )

        @Argument(help: "The account's id. 帳號。")
        var account: String

        @OptionGroup var options: DatabaseOptions

        func run() throws {
            try options.mustExist()
            let installation = try Installation(options, logger: Logger(label: "anwei"))
            let engine = installation.engine
            let token = "anwei_" + Hexadecimal.encode(SystemRandomness().bytes(32))
            try engine.issueToken(for: account, token: token)
            try installation.close()
            Terminal.answer(token)
        }
    }
}

extension RoleGrant {
    /// A grant from `ROLE@UNIT`.
    init?(_ text: String) {
        let parts = text.split(separator: "@", omittingEmptySubsequences: false)
        guard parts.count == 2, !parts[0].isEmpty, !parts[1].isEmpty else { return nil }
        self.init(role: String(parts[0]), unit: String(parts[1]))
    }
}

extension Account {
    /// The account as a row for programs.
    var value: Value {
        var row = ValueMap([("account", .string(id)), ("name", .string(name))])
        row["roles"] = .list(grants.map { ["role": .string($0.role), "unit": .string($0.unit)] })
        row["systemUser"] = systemUser.map { .int($0) }
        row["enabled"] = .bool(isEnabled)
        return .map(row)
    }
}
