import ArgumentParser
import Foundation

/// Where the process begins.
@main
enum Main {
    /// Parses, runs, and turns every error into a message and one of the documented exit codes.
    static func main() async {
        do {
            var command = try AnweiCommand.parseAsRoot()
            if var asynchronous = command as? any AsyncParsableCommand {
                try await asynchronous.run()
            } else {
                try command.run()
            }
        } catch {
            Main.end(with: error)
        }
    }

    private static func end(with error: any Error) -> Never {
        if let failure = Failure(error) {
            Terminal.complain(failure.message)
            exit(failure.status.rawValue)
        }
        let code = AnweiCommand.exitCode(for: error)
        let message = AnweiCommand.fullMessage(for: error)
        if code == .success {
            if !message.isEmpty { print(message) }
            exit(0)
        }
        if !message.isEmpty { Terminal.complain(message) }
        if code == .validationFailure { exit(ExitStatus.wrongUse.rawValue) }
        // What nobody expected is an internal error; 1 is for findings, which are thrown as such.
        exit(error is ExitCode ? code.rawValue : ExitStatus.internal.rawValue)
    }
}
