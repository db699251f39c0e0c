import AdminConsole
import ArgumentParser
import Casework
import CivilCalendar
import Documents
import Foundation
import Values
import WorkflowFiles

/// `anwei document`: the regulations' forms, blank from the files or filled in by the server.
struct DocumentCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "document",
        abstract: "Prints the regulations' forms. 列印法定表單。",
        subcommands: [List.self, Blank.self, Fill.self]
    )

    /// Where the running server is, and for whom it is asked.
    struct ServerOptions: ParsableArguments {
        @Option(name: [.customShort("S"), .long], help: "The server's Unix socket. 本機通訊端。")
        var socket = "/run/anwei/admin.sock"

        @Option(name: .shortAndLong, help: "The account to speak for (root or the server's user). 帳號。")
        var user: String?
    }

    /// `anwei document list`: the forms in force, or the documents of a case.
    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Lists the forms on file, or the documents of a case. 列出表單,或案件之文件。",
            discussion: """
                With a case's number it asks the running server: which forms you may have of the case, and which \
                documents its steps produced, each with version, copy, the entry that it shows (v7) and whether it was \
                corrected since.
                """
        )

        @Argument(help: "The case's number. 案號。")
        var number: String?

        @OptionGroup var server: ServerOptions

        @Option(help: ArgumentHelp("The folder of workflow files. 流程檔目錄。", valueName: "dir"))
        var workflows: String?

        func run() throws {
            if let number {
                let lines = try DocumentCommand.asking {
                    () throws(DocumentErrand.Problem) in
                    try DocumentErrand.list(
                        of: number,
                        socket: server.socket,
                        account: server.user,
                        inEnglish: Terminal.language == .en
                    )
                }
                for line in lines { Terminal.answer(line) }
                return
            }
            for form in try DocumentCommand.forms(workflows) {
                Terminal.answer("\(form.name)\t\(form.title[Terminal.language])")
            }
        }
    }

    /// `anwei document blank`: needs neither server nor database, only the files.
    struct Blank: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Writes a form to be filled in by hand. 產製空白表單。",
            discussion: """
                Needs no server and no database: for the hours without power print the forms beforehand. What was \
                kept on paper is entered later with both times (\\takeover in the console).
                """
        )

        @Argument(help: "The form's name; `anwei document list` shows them. 表單名稱。")
        var form: String

        @Option(help: ArgumentHelp("The agency's name in the title. 機關名稱。", valueName: "name"))
        var agency: String?

        @Option(help: ArgumentHelp("Which report, where the form has several. 初報、續報或結報。", valueName: "copy"))
        var copy: String?

        @Option(name: .shortAndLong, help: ArgumentHelp("Where to write it. 輸出檔。", valueName: "file"))
        var output: String?

        @Option(help: ArgumentHelp("The folder of workflow files. 流程檔目錄。", valueName: "dir"))
        var workflows: String?

        func run() throws {
            let forms = try DocumentCommand.forms(workflows)
            guard let definition = forms.first(where: { $0.name == form }) else {
                throw DocumentCommand.unknown(form, forms.map(\.name))
            }
            let copies = definition.copies?.options.map(\.value) ?? []
            if let copy, !copies.contains(copy) { throw DocumentCommand.unknown(copy, copies) }
            let imprint = Imprint(agency: agency, copy: copy)
            try DocumentCommand.write(FormFilling(blank: definition, imprint).document().html, to: output)
        }
    }

    /// `anwei document fill`: asks the running server, which decides who may have it and records the look.
    struct Fill: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Writes a form of a case, filled in or redacted. 產製案件表單。",
            discussion: """
                Comes from the running server over its socket: it decides who may have the document and records the \
                look before it answers. By default the case is shown as it is; --version-number prints a document \
                again as a step produced it, --at the case as it was. Who may have it, and what is hidden in it, is \
                decided as of today.
                """
        )

        @Argument(help: "The case's number. 案號。")
        var number: String

        @Argument(help: "The form's name. 表單名稱。")
        var form: String

        @Flag(help: "With codes for people and nothing that identifies them. 隱蔽個資版。")
        var redacted = false

        @Option(help: ArgumentHelp("Which report, where the form has several. 初報、續報或結報。", valueName: "copy"))
        var copy: String?

        @Option(
            name: [.customShort("n"), .long],
            help: ArgumentHelp(
                "A document on record, by its version; list NUMBER shows them. 已產製之第幾版。",
                valueName: "version"
            )
        )
        var versionNumber: Int?

        @Option(
            help: ArgumentHelp(
                "The case as it was: v7, or a time such as 115/11/24 14:00. 案件當時內容。",
                valueName: "moment"
            )
        )
        var at: String?

        @Option(name: .shortAndLong, help: ArgumentHelp("Where to write it. 輸出檔。", valueName: "file"))
        var output: String?

        @OptionGroup var server: ServerOptions

        func validate() throws {
            guard versionNumber == nil || at == nil else {
                throw ValidationError("--version-number 與 --at 擇一 (one of the two).")
            }
            guard versionNumber.map({ $0 > 0 }) ?? true else {
                throw ValidationError("--version-number 自 1 起 (counts from 1).")
            }
        }

        func run() throws {
            let mode: FormMode = redacted ? .redacted : .filled
            let html = try DocumentCommand.asking { () throws(DocumentErrand.Problem) in
                try DocumentErrand(
                    number: number,
                    form: form,
                    mode: mode.rawValue,
                    copy: copy,
                    as: versionNumber.map { .version($0) } ?? at.map { .past($0) } ?? .now,
                    now: SystemClock().now()
                )
                .html(socket: server.socket, account: server.user)
            }
            try DocumentCommand.write(html, to: output)
        }
    }

    /// What the running server answers; its refusals as the command's.
    static func asking<Answer>(_ ask: () throws(DocumentErrand.Problem) -> Answer) throws -> Answer {
        do {
            return try ask()
        } catch {
            let status = ExitStatus(rawValue: error.code) ?? .internal
            throw Failure(status, zhHant: error.message.zhHant, en: error.message.en)
        }
    }

    /// The forms in force today.
    static func forms(_ folder: String?) throws -> [FormDefinition] {
        try Definitions.library(folder).forms().forms(on: Taipei.date(of: SystemClock().now()))
    }

    /// Writes a document where it was asked for; a file is readable by its owner alone.
    static func write(_ html: [UInt8], to path: String?) throws {
        guard let path else { return Terminal.answer(html, endsLine: false) }
        let manager = FileManager.default
        let attributes: [FileAttributeKey: Any] = [.posixPermissions: 0o600]
        guard !manager.fileExists(atPath: path) else {
            throw Failure(
                .wrongUse,
                zhHant: "檔案 \(path) 已存在；請另給檔名或先移除。",
                en: "\(path) exists already; name another file or remove it first."
            )
        }
        guard manager.createFile(atPath: path, contents: Data(html), attributes: attributes) else {
            throw Failure(
                .inputOutput,
                zhHant: "無法寫入 \(path)；請檢查路徑與權限。",
                en: "\(path) cannot be written; check the path and who may write there."
            )
        }
    }

    static func unknown(_ name: String, _ names: [String]) -> Failure {
        Failure(
            .unknown,
            zhHant: "沒有「\(name)」；現有：\(names.joined(separator: "、"))。",
            en: "There is no '\(name)'; there are: \(names.joined(separator: ", "))."
        )
    }
}
