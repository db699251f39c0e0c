import CaseAPI
import Values

/// The one list of commands; each group stands in a file of its own.
///
/// Help, completion and the shell's completion are made from it, and a test runs the example of every command.
enum CommandRegistry {
    static let groups: [Group] = [
        looking, understanding, agency, acting, changing, modes, output, scripts, session,
    ]

    static let all: [Command] = groups.flatMap(\.commands)

    /// Commands that belong together, as help shows them.
    struct Group: Sendable {
        let title: WireText
        let commands: [Command]

        init(_ zhHant: String, _ en: String, _ commands: [Command]) {
            title = WireText(zhHant: zhHant, en: en)
            self.commands = commands
        }
    }

    /// The command of a name in either language.
    static func command(named name: String) -> Command? { all.first { $0.allNames.contains(name) } }

    /// The registered names that are nearest to a mistyped one.
    static func nearest(to name: String) -> [String] {
        NearestName.all(to: name, among: all.flatMap(\.allNames))
    }
}
