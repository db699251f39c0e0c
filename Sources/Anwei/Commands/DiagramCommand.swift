import ArgumentParser
import Casework
import CivilCalendar
import Foundation
import Values
import WorkflowFiles

/// `anwei diagram`: a workflow's chart as a drawing, a Mermaid text or a tree of lines.
struct DiagramCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "diagram",
        abstract: "Draws a workflow's chart. 繪製流程圖。",
        discussion: """
            WORKFLOW is a name (threat-report) or a file. SVG is drawn by Graphviz (dot), which must be installed; \
            the other formats need nothing.
            """
    )

    @Argument(help: "The workflow's name, or a file. 流程名稱或檔案。")
    var workflow: String

    @Option(help: "How to draw it. 輸出格式。")
    var format = DiagramFormat.text

    @Option(help: ArgumentHelp("zh-Hant or en. 語言。", valueName: "language"))
    var language: String?

    @Option(help: ArgumentHelp("Whose values are in force; the first by default. 縣市設定。", valueName: "name"))
    var profile: String?

    @Option(help: ArgumentHelp("The folder of workflow files. 流程檔目錄。", valueName: "dir"))
    var workflows: String?

    func validate() throws {
        if let language, Language(rawValue: language) == nil {
            throw ValidationError("The language is zh-Hant or en. 語言請填 zh-Hant 或 en。")
        }
    }

    func run() throws {
        let diagram = try diagram(in: language.flatMap(Language.init(rawValue:)) ?? Terminal.language)
        let text =
            switch format {
            case .text: diagram.text
            case .mermaid: diagram.mermaid
            case .dot: diagram.graphviz
            case .svg: try Graphviz.svg(of: diagram.graphviz)
            }
        Terminal.answer(Array(text.utf8), endsLine: false)
    }

    private func diagram(in language: Language) throws -> Diagram {
        let folder = try Definitions.folder(workflows)
        var texts = try FileLibrary.texts(inFolder: folder)
        var name = workflow
        if FileManager.default.fileExists(atPath: workflow), workflow.hasSuffix(".yaml") {
            let bytes = try FileLibrary.text(atPath: workflow)
            guard let declared = FileLibrary.workflowName(in: bytes, path: workflow) else {
                let chart = try CompiledChart(bytes, path: workflow)
                return Diagram(chart.chart, named: chart.name, expressions: chart.expressions, in: language)
            }
            // The folder's own file of that name gives way: a draft is drawn as it would be.
            name = declared
            texts = texts.filter { FileLibrary.workflowName(in: $0.value, path: $0.key) != declared }
            texts[workflow] = bytes
        }
        let library = FileLibrary(files: texts, digest: Digest.sha256)
        guard library.names.contains(name) else { throw unknown(name, library.names) }
        return Diagram(try compiled(name, library), in: language)
    }

    private func compiled(_ name: String, _ library: FileLibrary) throws -> Workflow {
        let today = Taipei.date(of: SystemClock().now())
        guard let profile = profile ?? library.profiles.first, library.profiles.contains(profile) else {
            throw Failure(
                .unknown,
                zhHant: "沒有這個縣市設定；現有：\(library.profiles.joined(separator: "、"))。",
                en: "There is no such profile; there are: \(library.profiles.joined(separator: ", "))."
            )
        }
        guard let bundle = library.bundle(workflow: name, profile: profile, on: today) else {
            throw Failure(
                .findings,
                zhHant: "流程「\(name)」有錯誤，或當日沒有生效的設定；請執行 anwei check。",
                en: "'\(name)' has errors, or no values of the profile are in force today; run anwei check."
            )
        }
        return try library.compile(bundle)
    }

    private func unknown(_ name: String, _ names: [String]) -> Failure {
        Failure(
            .unknown,
            zhHant: "沒有名為「\(name)」的流程；現有：\(names.joined(separator: "、"))。",
            en: "There is no workflow '\(name)'; there are: \(names.joined(separator: ", "))."
        )
    }
}

/// How a diagram is written.
enum DiagramFormat: String, ExpressibleByArgument, CaseIterable, Sendable {
    case text
    case svg
    case mermaid
    case dot
}
