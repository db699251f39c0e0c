import ArgumentParser
import CaseEngine
import Casework
import Logging
import Values

/// `anwei unit`: the tree of units and agencies, while no server has the database open.
struct UnitCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "unit",
        abstract: "Lists and puts units of the register. 管理單位與機關。",
        discussion: """
            A case belongs to a unit, and roles reach down the tree. Which unit is an agency (機關) decides where a \
            complaint about its head goes (the unit above, B-6) and whose name stands on forms; without any mark it is \
            guessed from who holds the office of agency head, rather too far up than not far enough.
            """,
        subcommands: [List.self, Put.self]
    )

    /// `anwei unit list`.
    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Lists the units, each below the one above it. 列出單位。",
            discussion: """
                Columns: id, name, unit above, head, profile, and the agency that it counts for; agency! is marked as \
                one, agency? is taken for one because nothing is marked.
                """
        )

        @OptionGroup var options: DatabaseOptions

        @Option(help: "How to write the list. 輸出格式。")
        var format = ReportFormat.text

        func run() throws {
            try options.mustExist()
            let installation = try Installation(options, logger: Logger(label: "anwei"))
            let directory = installation.engine.directory
            try installation.close()
            let units = UnitCommand.inOrder(directory)
            switch format {
            case .json:
                let rows = Value.list(units.map { $0.value(in: directory) })
                Terminal.answer(Value.map(ValueMap([("items", rows)])).jsonBytes)
            case .text:
                for unit in units { Terminal.answer(unit.line(in: directory)) }
            }
        }
    }

    /// `anwei unit put`.
    struct Put: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Adds a unit or changes one. 新增或更新單位。",
            discussion: """
                What is not named stays as it is; a new unit needs a name. Cases already open look at the register as \
                it is: a complaint about the head of a unit that becomes an agency is referred upward at its next step.
                """
        )

        @Argument(help: "The unit's id, such as haifeng-shegong. 單位代號。")
        var unit: String

        @OptionGroup var options: DatabaseOptions

        @Option(help: "What people call it; case numbers show it. 單位名稱。")
        var name: String?

        @Option(help: "The name in English. 英文名稱。")
        var english: String?

        @Option(help: ArgumentHelp("The unit above. 上級單位。", valueName: "unit"))
        var parent: String?

        @Option(help: ArgumentHelp("The account that heads it; none for nobody. 主管帳號。", valueName: "account"))
        var head: String?

        @Option(
            help: ArgumentHelp("The profile that its cases follow; none for that of the unit above. 適用規定。")
        )
        var profile: String?

        @Flag(
            inversion: .prefixedNo,
            help: "Whether it is an agency of its own, not a section of one. 是否為機關。"
        )
        var agency: Bool?

        func run() throws {
            try options.mustExist()
            let installation = try Installation(options, logger: Logger(label: "anwei"))
            let engine = installation.engine
            let row = try changed(engine.directory)
            if let profile = row.profile, !installation.profiles.contains(profile) {
                throw DocumentCommand.unknown(profile, installation.profiles)
            }
            _ = try engine.perform(
                CaseEngine.Request(account: Gate.system, command: .register(.unit(row)))
            ).get()
            let directory = engine.directory
            try installation.close()
            Terminal.answer(row.line(in: directory))
        }

        /// The unit with what was asked for, over what it was.
        private func changed(_ directory: Directory) throws -> Unit {
            let old = directory.units[unit]
            guard let zhHant = name ?? old?.name.zhHant else {
                throw Failure(
                    .wrongUse,
                    zhHant: "單位 \(unit) 尚未登錄;新增時請以 --name 給名稱。",
                    en: "There is no unit \(unit) yet; name it with --name."
                )
            }
            if let head, head != UnitCommand.none, directory.accounts[head] == nil {
                throw Refusal.unknown(.account)
            }
            return Unit(
                id: unit,
                name: LocalizedText(zhHant: zhHant, en: english ?? old?.name.en ?? name ?? zhHant),
                parent: UnitCommand.chosen(parent, old?.parent),
                head: UnitCommand.chosen(head, old?.head),
                profile: UnitCommand.chosen(profile, old?.profile),
                isAgency: agency ?? old?.isAgency ?? false
            )
        }
    }

    /// What is written for nobody and nothing.
    private static let none = "none"

    private static func chosen(_ new: String?, _ old: String?) -> String? { new == none ? nil : new ?? old }

    /// The units as a tree, roots first.
    private static func inOrder(_ directory: Directory) -> [Unit] {
        directory.units.values.sorted { left, right in
            path(left, directory).lexicographicallyPrecedes(path(right, directory))
        }
    }

    private static func path(_ unit: Unit, _ directory: Directory) -> [String] {
        directory.lineage(of: unit.id).reversed().map(\.id)
    }
}

extension Unit {
    /// The unit as a line of the list.
    fileprivate func line(in directory: Directory) -> String {
        let mark = agencyMark(in: directory)
        return [id, name[Terminal.language], parent ?? "-", head ?? "-", profile ?? "-", mark].joined(
            separator: "\t"
        )
    }

    private func agencyMark(in directory: Directory) -> String {
        guard let agency = directory.agency(of: id) else { return "-" }
        guard agency.id == id else { return agency.id }
        return isAgency ? "agency!" : "agency?"
    }

    /// The unit as a row for programs.
    fileprivate func value(in directory: Directory) -> Value {
        let names = ValueMap([("zh-Hant", .string(name.zhHant)), ("en", .string(name.en))])
        var row = ValueMap([("unit", .string(id)), ("name", .map(names))])
        row["parent"] = parent.map { .string($0) }
        row["head"] = head.map { .string($0) }
        row["profile"] = profile.map { .string($0) }
        row["isAgency"] = .bool(isAgency)
        row["agency"] = directory.agency(of: id).map { .string($0.id) }
        return .map(row)
    }
}
