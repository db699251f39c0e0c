import CaseStore
import Casework
import Values
import WebServer
import WorkflowFiles

/// Why a command ends early: what it says and the code it ends with.
struct Failure: Error, Sendable, Hashable {
    let status: ExitStatus
    let message: LocalizedText

    init(_ status: ExitStatus, zhHant: String, en: String) {
        self.status = status
        message = LocalizedText(zhHant: zhHant, en: en)
    }

    private init(_ status: ExitStatus, _ message: LocalizedText) {
        self.status = status
        self.message = message
    }

    /// The failure that an error of another room means; nil for errors of the argument parser.
    init?(_ error: any Error) {
        switch error {
        case let failure as Failure: self = failure
        case let failure as StorageFailure: self.init(failure)
        case let problem as MasterKeyProblem: self.init(Failure.status(of: problem), problem.message)
        case let problem as HeadProblem: self.init(Failure.status(of: problem), problem.message)
        case let problem as DoorProblem: self.init(Failure.status(of: problem), problem.message)
        case let refusal as Refusal: self.init(refusal)
        case let problems as FileProblems: self.init(problems)
        default: return nil
        }
    }

    private init(_ failure: StorageFailure) {
        switch failure {
        case .busy:
            self.init(.inUse, zhHant: "資料庫忙碌,請稍後再試。", en: "The database is busy; try again shortly.")
        case .inUse:
            self.init(
                .inUse,
                zhHant: "另一程式正在使用此資料庫(伺服器執行中?);請先停止,或改經由伺服器辦理。",
                en: "Another program has the database open (a running server?); stop it, or go through it."
            )
        case .full:
            self.init(.inputOutput, zhHant: "磁碟空間不足,未為任何變更。", en: "The disk is full; nothing was done.")
        case .outcomeUnknown(let reason), .unreadable(let reason), .corrupt(let reason):
            self.init(
                .inputOutput,
                zhHant: "資料庫讀寫失敗(\(reason));請檢查磁碟後執行 anwei verify。",
                en:
                    "The database cannot be read or written (\(reason)); check the disk, then run anwei verify."
            )
        case .foreign:
            self.init(
                .configuration,
                zhHant: "此檔案不是安維的資料庫;請檢查 --database。",
                en: "The file is not a database of Anwei; check --database."
            )
        case .newerSchema(let found, let known):
            self.init(
                .configuration,
                zhHant: "資料庫版本 \(found) 較新,本程式支援至 \(known);請更新程式。",
                en: "The database has version \(found), this program knows \(known); update the program."
            )
        }
    }

    private init(_ refusal: Refusal) {
        switch refusal {
        case .notPermitted(let action, let by):
            let roles = by.joined(separator: ", ")
            self.init(.notAllowed, zhHant: "無權辦理「\(action)」(\(roles))。", en: "'\(action)' is for \(roles).")
        case .notPossible(let action, _, let because):
            self.init(
                .refused,
                zhHant: because?.zhHant ?? "目前狀態無法辦理「\(action)」。",
                en: because?.en ?? "'\(action)' is not possible here."
            )
        case .unmet(let action, let findings):
            let open = findings.filter { $0.outcome != .met }
            self.init(
                .refused,
                zhHant: "「\(action)」未符合要件:" + open.map(\.sentence.zhHant).joined(separator: ";"),
                en: "'\(action)' is refused: " + open.map(\.sentence.en).joined(separator: "; ")
            )
        case .invalidData(let problems):
            self.init(
                .refused,
                zhHant: problems.map { "\($0.field):\($0.message.zhHant)" }.joined(separator: ";"),
                en: problems.map { "\($0.field): \($0.message.en)" }.joined(separator: "; ")
            )
        case .conflict(let revision):
            self.init(.conflict, zhHant: "已更新至第 \(revision) 版。", en: "It is at revision \(revision) by now.")
        case .unknown(let thing):
            self.init(
                .unknown,
                zhHant: "查無此資料(\(thing.rawValue))。",
                en: "There is no such \(thing.rawValue)."
            )
        case .keyReused, .tooMuch:
            self.init(.limit, zhHant: "請求超過上限或重複。", en: "The request was used before, or sets off too much.")
        case .inStep(_, let cause): self.init(cause)
        case .busy:
            self.init(.inUse, zhHant: "伺服器忙碌,請稍後再試。", en: "The server is busy; try again shortly.")
        }
    }

    private init(_ problems: FileProblems) {
        let lines = problems.findings.map { ("\($0.position): ", $0.message) }
        self.init(
            .configuration,
            zhHant: lines.map { $0.0 + $0.1.zhHant }.joined(separator: "\n"),
            en: lines.map { $0.0 + $0.1.en }.joined(separator: "\n")
        )
    }

    private static func status(of problem: MasterKeyProblem) -> ExitStatus {
        switch problem {
        case .missingKey, .unreadable: .missingKey
        case .foreignKey, .missingMark, .exposed, .malformed: .configuration
        }
    }

    private static func status(of problem: HeadProblem) -> ExitStatus {
        switch problem {
        case .behind, .differs, .streamBehind, .streamDiffers, .malformed, .forged: .findings
        case .foreign: .configuration
        case .unreadable: .inputOutput
        }
    }

    private static func status(of problem: DoorProblem) -> ExitStatus {
        switch problem {
        case .addressInUse, .socketInUse: .inUse
        case .address, .socketPathTooLong, .notASocket: .configuration
        case .socket: .inputOutput
        }
    }
}
