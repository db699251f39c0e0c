public import Values

/// Why a door cannot be opened.
public enum DoorProblem: Error, Sendable, Hashable {
    /// Another program listens on the address.
    case addressInUse(String)
    /// The address is not one, or not this machine's, or not for this user.
    case address(String, reason: String)
    /// Another server answers on the socket.
    case socketInUse(String)
    /// The path does not fit into a socket address.
    case socketPathTooLong(String, bytes: Int)
    /// Something else stands where the socket should be.
    case notASocket(String)
    /// The system refused something about the socket.
    case socket(String, reason: String)

    /// What is wrong and what to do.
    public var message: LocalizedText {
        switch self {
        case .addressInUse(let address):
            LocalizedText(
                zhHant: "\(address) 已有其他程式使用;請停止該程式或以 --listen 指定其他位址。",
                en: "\(address) is in use; stop the other program or choose another address with --listen."
            )
        case .address(let address, let reason):
            LocalizedText(
                zhHant: "無法於 \(address) 開啟服務(\(reason));請檢查 --listen。",
                en: "Cannot listen on \(address) (\(reason)); check --listen."
            )
        case .socketInUse(let path):
            LocalizedText(
                zhHant: "另一伺服器正在使用通訊端 \(path);請先停止該伺服器。",
                en: "Another server is using the socket \(path); stop it first."
            )
        case .socketPathTooLong(let path, let bytes):
            LocalizedText(
                zhHant: "通訊端路徑「\(path)」為 \(bytes) 位元組,上限 107;請以 --socket 指定較短路徑。",
                en:
                    "The socket path '\(path)' has \(bytes) bytes, at most 107 fit; choose a shorter --socket."
            )
        case .notASocket(let path):
            LocalizedText(
                zhHant: "「\(path)」已存在且非通訊端,未予變更;請移除或以 --socket 指定其他路徑。",
                en:
                    "'\(path)' exists and is not a socket; it was left alone. Remove it or choose another --socket."
            )
        case .socket(let path, let reason):
            LocalizedText(
                zhHant: "無法建立通訊端 \(path)(\(reason));請檢查目錄權限。",
                en: "Cannot make the socket \(path) (\(reason)); check the folder's permissions."
            )
        }
    }
}
