public import Casework
public import Values

/// What signed heads reveal, or why they cannot be read.
public enum HeadProblem: Error, Sendable, Hashable {
    /// The journal ends before a head: its end was cut off, or an older file was put in its place.
    case behind(size: Int64, signed: Int64, at: Instant)
    /// The journal has another entry where a head was signed: it was written anew.
    case differs(size: Int64, at: Instant)
    /// A stream ends before a head.
    case streamBehind(RecordStream, size: Int64, signed: Int64, at: Instant)
    /// A stream has another row where a head was signed.
    case streamDiffers(RecordStream, size: Int64, at: Instant)
    /// The heads belong to the journal of another database.
    case foreign(path: String)
    /// A line is no head.
    case malformed(path: String, line: Int)
    /// A line's signature is not of this database's key.
    case forged(path: String, line: Int)
    /// The system would not let the file be read or written.
    case unreadable(path: String, reason: String)

    /// What the administrator reads, and what to do.
    public var message: LocalizedText {
        switch self {
        case .behind(let size, let signed, let at):
            LocalizedText(
                zhHant: "紀錄只有 \(size) 筆，但 \(at.rfc3339) 簽署時已有 \(signed) 筆：末端遭截短，或還原了較舊的檔案。"
                    + "請查明；若為有意之還原，請以 --accept-restored 敘明理由。",
                en:
                    "The journal has \(size) entries, but \(signed) were signed for at \(at.rfc3339): its end was cut "
                    + "off, or an older file was restored. Find out; after a deliberate restoration give the reason "
                    + "with --accept-restored."
            )
        case .differs(let size, let at):
            LocalizedText(
                zhHant: "第 \(size) 筆紀錄與 \(at.rfc3339) 簽署者不同：紀錄遭重寫。"
                    + "請查明；若為有意之還原，請以 --accept-restored 敘明理由。",
                en:
                    "Entry \(size) is not the one signed for at \(at.rfc3339): the journal was written anew. Find out; "
                    + "after a deliberate restoration give the reason with --accept-restored."
            )
        case .streamBehind(let stream, let size, let signed, let at):
            LocalizedText(
                zhHant: "\(stream.title.zhHant)只有 \(size) 筆，但 \(at.rfc3339) 簽署時已有 \(signed) 筆：末端遭截短，"
                    + "或還原了較舊的檔案。請查明；若為有意之還原，請以 --accept-restored 敘明理由。",
                en:
                    "There are \(size) \(stream.title.en), but \(signed) were signed for at \(at.rfc3339): the end was "
                    + "cut off, or an older file was restored. Find out; after a deliberate restoration give the "
                    + "reason with --accept-restored."
            )
        case .streamDiffers(let stream, let size, let at):
            LocalizedText(
                zhHant: "\(stream.title.zhHant)第 \(size) 筆與 \(at.rfc3339) 簽署者不同：遭重寫。"
                    + "請查明；若為有意之還原，請以 --accept-restored 敘明理由。",
                en:
                    "Row \(size) of the \(stream.title.en) is not the one signed for at \(at.rfc3339): it was "
                    + "written anew. Find out; after a deliberate restoration give the reason with --accept-restored."
            )
        case .foreign(let path):
            LocalizedText(
                zhHant: "\(path) 之簽署屬另一資料庫；請以 --heads 指定此資料庫的檔案。",
                en: "The heads in \(path) are another database's; name this one's file with --heads."
            )
        case .malformed(let path, let line):
            LocalizedText(
                zhHant: "\(path) 第 \(line) 行不是簽署紀錄；請由備份還原該檔。",
                en: "Line \(line) of \(path) is no signed head; restore the file from its backup."
            )
        case .forged(let path, let line):
            LocalizedText(
                zhHant: "\(path) 第 \(line) 行之簽章不符；請由備份還原該檔並查明。",
                en:
                    "The signature in line \(line) of \(path) does not match; restore the file and find out why."
            )
        case .unreadable(let path, let reason):
            LocalizedText(
                zhHant: "無法存取 \(path)（\(reason)）；請檢查路徑與權限。",
                en: "\(path) cannot be accessed (\(reason)); check the path and who may use it."
            )
        }
    }
}
