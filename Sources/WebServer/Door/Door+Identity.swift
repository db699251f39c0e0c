import CaseEngine
import Casework

extension Door {
    /// Who asks: by token over TCP, by the kernel's word over the socket.
    func identify(_ inquiry: Inquiry) async throws -> Caller {
        switch inquiry.peer {
        case .network:
            guard inquiry.headers.account == nil else { throw Problem.foreignAccountHeader }
            guard let token = RequestHeaders.bearerToken(inquiry.headers.authorization),
                let account = try await service.account(token: token)
            else { throw Problem.unauthenticated }
            return Caller(account: account, ownsMachine: false)
        case .process(let user, _):
            return try await identify(process: user, claiming: inquiry.headers.account)
        }
    }

    /// Who a process of this machine is.
    ///
    /// Root and the server's own user may name the account they speak for (`Anwei-Account`), because they hold
    /// database and keys already; for anybody else the header is a mistake.
    private func identify(process user: UInt32, claiming account: String?) async throws -> Caller {
        let ownsMachine = user == 0 || user == settings.serverUser
        if let account {
            guard ownsMachine else { throw Problem.foreignAccountHeader }
            guard try await exists(account) else { throw Problem.unauthenticated }
            return Caller(account: account, ownsMachine: true)
        }
        guard let account = try await service.account(systemUser: Int64(user)) else {
            throw Problem.unauthenticated
        }
        return Caller(account: account, ownsMachine: ownsMachine)
    }

    private func exists(_ account: String) async throws -> Bool {
        do {
            return try await service.account(account).account.isEnabled
        } catch Refusal.unknown {
            return false
        }
    }
}
