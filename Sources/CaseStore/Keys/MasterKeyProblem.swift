public import Values

/// Why there is no key to open a database with.
public enum MasterKeyProblem: Error, Sendable, Hashable {
    /// The database exists and its key's file does not.
    case missingKey(path: String)
    /// The key belongs to another database.
    case foreignKey
    /// The database has entries but not the mark by which its key is known.
    case missingMark
    /// Others than the owner may read the file.
    case exposed(path: String)
    /// The file does not hold 32 bytes.
    case malformed(path: String)
    /// The system would not let the file be read or written.
    case unreadable(path: String, reason: String)

    /// What the administrator reads, and what to do.
    public var message: LocalizedText {
        switch self {
        case .missingKey(let path):
            LocalizedText(
                zhHant: "找不到主金鑰檔 \(path)。資料庫已存在，請由備份還原其主金鑰；遺失則敏感資料無法解密。",
                en:
                    "The master key \(path) is missing. The database exists: restore its key from the backup; "
                    + "without it sensitive data cannot be read."
            )
        case .foreignKey:
            LocalizedText(
                zhHant: "主金鑰與資料庫不符，請指定此資料庫的金鑰檔。",
                en: "The master key belongs to another database: name the file with this database's key."
            )
        case .missingMark:
            LocalizedText(
                zhHant: "資料庫已有紀錄，卻沒有辨識主金鑰的標記，可能遭竄改；請由備份還原資料庫。",
                en:
                    "The database has entries but not the mark by which its key is known; it may have been tampered "
                    + "with. Restore it from the backup."
            )
        case .exposed(let path):
            LocalizedText(
                zhHant: "主金鑰檔 \(path) 可由他人讀取，請執行 chmod 600 \(path)。",
                en: "Others may read the master key \(path): run chmod 600 \(path)."
            )
        case .malformed(let path):
            LocalizedText(
                zhHant: "主金鑰檔 \(path) 必須恰為 32 位元組，請由備份還原。",
                en: "The master key \(path) must hold exactly 32 bytes: restore it from the backup."
            )
        case .unreadable(let path, let reason):
            LocalizedText(
                zhHant: "無法存取主金鑰檔 \(path)（\(reason)），請檢查路徑與權限。",
                en: "The master key \(path) cannot be accessed (\(reason)): check path and permissions."
            )
        }
    }
}
