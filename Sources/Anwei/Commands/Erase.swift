import ArgumentParser
import CaseEngine
import Logging
import Values

/// `anwei erase`: destroys the key of a closed case, while no server has the database open.
struct Erase: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Destroys a closed case's personal data for ever. 銷毀已結案件之個人資料。",
        discussion:
            "States, dates and the journal stay. Copies of the database made before still hold the key."
    )

    @Argument(help: "The case's number. 案號。")
    var number: String

    @OptionGroup var options: DatabaseOptions

    @Option(help: "Why; stands in the journal in clear. 銷毀依據(勿含個人資料)。")
    var reason: String

    @Option(help: "The administrator who orders it. 辦理之系統管理者帳號。")
    var by: String

    @Flag(help: "Also the cases that hold values of it. 併同銷毀受送資料之案件。")
    var includingPassed = false

    @Flag(help: "Only say what would be done. 僅預演。")
    var dryRun = false

    func run() throws {
        try options.mustExist()
        let installation = try Installation(options, logger: Logger(label: "anwei"))
        let engine = installation.engine
        let command = Command.erase(number: number, reason: reason, includingPassed: includingPassed)
        let request = CaseEngine.Request(account: by, isDryRun: dryRun, command: command)
        let answer = try engine.perform(request)
        try installation.close()
        Terminal.answer(try answer.get().erasure[Terminal.language])
    }
}

extension Receipt {
    /// What was destroyed, and where values of it still are.
    var erasure: LocalizedText {
        let gone = ([number] + erased).joined(separator: ", ")
        let rest = passedTo.joined(separator: ", ")
        let done = LocalizedText(
            zhHant: (isDryRun ? "預演(未執行):" : "") + "已銷毀個人資料:\(gone)。",
            en: (isDryRun ? "dry run, nothing done: " : "") + "personal data destroyed: \(gone)."
        )
        guard !passedTo.isEmpty else { return done }
        return LocalizedText(
            zhHant: done.zhHant + "下列案件仍存有其送出之資料:\(rest)。",
            en: done.en + " These cases still hold values that it passed on: \(rest)."
        )
    }
}
