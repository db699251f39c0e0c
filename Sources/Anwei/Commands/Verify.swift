import ArgumentParser
import CaseEngine
import CaseStore
import Foundation
import Values

/// `anwei verify`: proves that the journal is what it was.
struct Verify: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Recomputes the chain, folds and compares. 驗證歷程鏈。",
        discussion: """
            Level 1 recomputes the chain, 2 folds the entries and compares them with the cases, 3 decides every \
            entry again and needs the master key; without one, 2 is the highest. Signed heads, kept outside the \
            database, show what was cut off or restored; without the master key name the public key that must \
            have signed them. Nothing is changed. Exit code 1 means that something is wrong; each finding is one line.
            """
    )

    @OptionGroup var options: DatabaseOptions

    @Option(help: "1 chain, 2 and cases, 3 and every decision. 1 雜湊鏈、2 案件、3 逐筆重算。")
    var level = 3

    @Option(help: ArgumentHelp("The public key that signed the heads, in Base64. 簽署公鑰。", valueName: "key"))
    var headKey: String?

    @Option(help: "How to write the report. 輸出格式。")
    var format = ReportFormat.text

    func validate() throws {
        if let headKey, Base64.decode(headKey)?.count != 32 {
            throw ValidationError("--head-key 須為 32 位元組之 Base64 (takes 32 bytes in Base64).")
        }
        guard (1...3).contains(level) else { throw ValidationError("--level 須為 1–3 (takes 1 to 3).") }
    }

    func run() throws {
        try options.mustExist()
        let report = try report()
        switch format {
        case .json: Terminal.answer(report.json)
        case .text:
            for finding in report.findings { Terminal.answer(finding.line(Terminal.language)) }
            Terminal.answer(report.summary[Terminal.language])
        }
        guard report.findings.isEmpty else { throw ExitStatus.findings.code }
    }

    /// Goes through the journal and changes nothing; without the master key the third level is left out.
    private func report() throws -> VerificationReport {
        let storage = try SQLiteStorage(path: options.database)
        var sealing: AESSealing?
        var signer = headKey.flatMap(Base64.decode)
        if options.masterKey != nil || FileManager.default.fileExists(atPath: options.keyPath) {
            let randomness = SystemRandomness()
            let key = try MasterKey(path: options.keyPath, for: storage, randomness: randomness)
            sealing = AESSealing(key, randomness: randomness)
            signer = HeadSigner(key).publicKey
        }
        let standing = HeadKeeper.standing(try signedHeads(by: signer))
        let workflows = try Definitions.library(options.workflows)
        let report = try storage.read { snapshot in
            var verifier = JournalVerifier(
                snapshot,
                workflows: workflows,
                sealing: sealing,
                digest: Digest.sha256,
                anchors: standing.map(\.head),
                streamAnchors: HeadKeeper.streamEnds(standing)
            )
            return try verifier.run(level: level)
        }
        try storage.close()
        return report
    }

    /// The heads to compare with; a file that is named must be there.
    private func signedHeads(by key: [UInt8]?) throws -> [SignedHead] {
        let path = options.headsPath
        if options.heads != nil, !FileManager.default.fileExists(atPath: path) {
            throw Failure(
                .unknown,
                zhHant: "找不到簽署檔 \(path)；請檢查 --heads。",
                en: "There is no file of signed heads at \(path); check --heads."
            )
        }
        let found = try HeadFile(path: path).read(signedBy: key)
        if key == nil, let signer = found.first?.key {
            Terminal.complain(
                LocalizedText(
                    zhHant: "未指定公鑰，無法確認簽署者；檔內公鑰為 \(Base64.encode(signer))。",
                    en: "no key to compare with: the heads say they are signed by \(Base64.encode(signer))."
                )
            )
        }
        return found
    }
}

extension VerificationReport {
    /// What was gone through, in one sentence.
    var summary: LocalizedText {
        LocalizedText(
            zhHant: "第 \(level) 級:\(entries) 筆歷程、\(cases) 件案件(其中 \(erased) 件已銷毀個人資料)、"
                + "重算 \(decided) 筆;\(findings.count) 項不符。",
            en: "level \(level): \(entries) entries, \(cases) cases (\(erased) erased), "
                + "\(decided) decided again; \(findings.count) findings."
        )
    }

    /// The report for programs.
    var json: [UInt8] {
        let found = findings.map { finding -> Value in
            var row = ValueMap([("level", .int(Int64(finding.level)))])
            row["sequence"] = finding.sequence.map { .int($0) }
            row["number"] = finding.number.map { .string($0) }
            row["message"] = finding.message.value
            return .map(row)
        }
        return Value.map(
            ValueMap([
                ("ok", .bool(findings.isEmpty)), ("level", .int(Int64(level))), ("entries", .int(entries)),
                ("cases", .int(cases)), ("decided", .int(decided)),
                ("erased", .int(erased)), ("problems", .list(found)),
            ])
        ).jsonBytes
    }
}

extension VerificationFinding {
    /// The finding with the place that it is about.
    func line(_ language: Language) -> String {
        let place = [sequence.map { "#\($0)" }, number].compactMap(\.self).joined(separator: " ")
        return place.isEmpty ? message[language] : "\(place): \(message[language])"
    }
}

extension LocalizedText {
    /// The text in both languages as a value.
    var value: Value { ["zh-Hant": .string(zhHant), "en": .string(en)] }
}
