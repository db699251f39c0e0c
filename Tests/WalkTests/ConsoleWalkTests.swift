import CaseAPI
import Testing

@testable import AdminConsole

/// The console speaks only the API: with a hidden number it says and proposes what it does with one that nobody has.
@Suite struct ConsoleWalkTests {
    private static let invented = "申-教保組-115-00000"

    @Test(arguments: HeadWalkTests.accounts)
    func `a hidden number is as any that nobody has`(account: String) async throws {
        let steps = try #require(HeadStories.all.first).steps
        let scene = try await Scene(HeadStories.world(steps), aliases: HeadStories.aliases)
        let shared = Set(scene.texts.values)
        let console = Console(scene: scene, account: account)
        let hidden = try scene.numbers().filter { !shared.contains($0) }
        #expect(!hidden.isEmpty)
        for number in hidden {
            for line in [
                "show N", "log N", "next N", "why N accept", "form N accept", "advance N accept",
                "dia N", "clock N initial", "at N v1", "cmp N v1 v2", "sim N \"wait 1d\"", "verify N",
                "audit case=N",
            ] {
                let (told, expected) = (
                    try await console.run("\\" + line, with: number),
                    try await console.run("\\" + line, with: ConsoleWalkTests.invented)
                )
                #expect(told == expected, "\(line) \(number)")
                #expect(told.code != .done)
            }
            for word in [number, String(number.suffix(5)), String(number.dropLast(2))] {
                #expect(try await console.proposal("\\show ", word) == nil, "\(word)")
            }
            for line in ["\\l", "\\l --limit 1", "\\due", "\\due overdue"] {
                #expect(try await !console.run(line, with: number).written.contains("N"))
            }
        }
    }
}

/// A console before the door of a scene.
///
/// Its one thread may not wait for what is asynchronous, so a line that lacks an answer is given up, the answer is
/// fetched, and the line is run again.
private final class Console {
    struct Told: Hashable {
        let code: ExitCode
        let written: String
        let noted: String
    }

    private final class Server: CaseServer {
        var answers: [ServerRequest: ServerAnswer] = [:]
        var missing: ServerRequest?

        func answer(_ request: ServerRequest) throws(ConsoleError) -> ServerAnswer {
            if let answer = answers[request] { return answer }
            missing = request
            throw .usage("尚無回應", "no answer yet")
        }
    }

    private let scene: Scene
    private let account: String
    private let server = Server()

    init(scene: Scene, account: String) {
        self.scene = scene
        self.account = account
    }

    /// What a line has told, with `N` for the number that it was run with.
    func run(_ line: String, with number: String) async throws -> Told {
        let told = try await repeating {
            var (written, noted) = ("", "")
            let desk = CommandDesk(
                client: CaseClient(server: server) { "console-key" },
                now: { WireTime(seconds: 1_796_608_800) },
                write: { written += $0 },
                note: { noted += $0 }
            )
            let words = line.split(separator: " ").map { $0 == "N" ? number : String($0) }
            do throws(ConsoleError) {
                try desk.run(words.joined(separator: " "))
                return Told(code: .done, written: written, noted: noted)
            } catch {
                return Told(code: error.code, written: written, noted: noted + error.text.zhHant)
            }
        }
        func named(_ text: String) -> String {
            text.split(separator: number, omittingEmptySubsequences: false).joined(separator: "N")
        }
        return Told(code: told.code, written: named(told.written), noted: named(told.noted))
    }

    /// What Tab proposes for a word behind the beginning of a line.
    func proposal(_ before: String, _ word: String) async throws -> Completer.Proposal? {
        try await repeating {
            let completer = Completer(client: CaseClient(server: server) { "console-key" }, session: nil) {
                0
            }
            let start = before.utf8.count
            return completer.proposal(line: before + word, start: start, end: start + word.utf8.count)
        }
    }

    private func repeating<Result>(_ body: () -> Result) async throws -> Result {
        for _ in 0..<20 {
            server.missing = nil
            let result = body()
            guard let request = server.missing else { return result }
            var question = Question(account: account, method: request.method.rawValue, target: request.target)
            question.json = request.body
            question.key = request.key
            question.ifMatch = request.revision.map { "\"\($0)\"" }
            let reply = await scene.answer(question)
            server.answers[request] = ServerAnswer(status: reply.status, body: Array(reply.body.utf8))
        }
        throw ConsoleError.usage("要求過多", "it asks for more and more")
    }
}
