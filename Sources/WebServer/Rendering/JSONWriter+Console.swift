import CaseEngine
import Casework
import Values

/// Sessions and records of consoles as `CaseAPI` lays them out.
extension JSONWriter {
    /// A session; its reasons and case only for whom they concern.
    mutating func session(
        _ session: ConsoleSession,
        _ environment: String,
        isOwn: Bool,
        isAudited: Bool = false,
        token: String? = nil,
        last: Instant? = nil
    ) {
        raw("{\"id\":")
        integer(session.id)
        member("account", string: session.account)
        member("name", string: session.name)
        member("environment", string: environment)
        member("mode", string: session.mode.rawValue)
        member("began", instant: session.began)
        member("lastUsed", instant: session.lastUsed)
        if isOwn || isAudited {
            member("code", string: session.reason.code.rawValue)
            member("reason", string: session.reason.text)
            if case .process(let user, let process) = session.peer {
                member("uid", integer: user)
                member("pid", integer: process)
            }
        }
        // Whoever audits may still be kept away from the case.
        if isOwn, let reveal = session.reveal {
            name("reveal")
            raw("{\"number\":")
            string(reveal.number)
            member("until", instant: reveal.until)
            raw("}")
        }
        member("token", string: token)
        member("lastSession", instant: last)
        raw("}")
    }

    /// One record.
    mutating func audit(_ view: AuditView) {
        raw("{\"id\":")
        integer(view.row.id)
        member("at", instant: view.row.at)
        member("session", integer: view.row.session)
        member("account", string: view.row.account)
        member("name", string: view.accountName)
        member("step", string: view.row.step.rawValue)
        if let refersTo = view.row.refersTo { member("refersTo", integer: refersTo) }
        member("numbers", strings: view.numbers)
        member("masked", boolean: view.isMasked)
        member("content", value: view.row.content)
        raw("}")
    }
}
