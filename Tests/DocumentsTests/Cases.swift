import Casework
import CivilCalendar
import Crypto
import Documents
import Foundation
import Statechart
import Values
import WorkflowFiles

/// An invented complaint and an invented crisis, with every field of their forms filled in.
struct Cases {
    /// What nobody may find in a redacted copy: names, IDs, numbers, addresses, days of birth.
    static let secrets = [
        "林示例", "張例四", "王範例", "邱測", "盧範", "施測", "任示", "Z159990002", "Z159990011", "79年1月2日", "1990-01-02",
        "74年3月4日", "0900-000-020", "0900-000-021", "0900-000-012", "範例路", "虛構巷", "X000000000", "29年5月1日",
        "範例長者", "測示長者", "示例醫院", "0900-000-011", "示議員", "羅示例", "值測", "高示",
    ]

    static let library: Result<FileLibrary, any Error> = Result {
        let folder = Cases.repository("Workflows/files")
        return try FileLibrary(folder: folder) { Array(SHA256.hash(data: $0)) }
    }

    static func repository(_ path: String) -> String {
        URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
            .appending(path: path).path
    }

    static let now = Instant(seconds: 1_795_500_000)

    static let directory = Directory(
        units: [
            "home": unit("home", "虛構星灣教養院", nil, profile: "bali"), "care": unit("care", "教保組", "home"),
            "elder": unit("elder", "虛構長青園", nil, profile: "elder-homes"),
        ],
        accounts: [
            "lin": account("lin", "林示例", "social-worker", "care"),
            "zhang": account("zhang", "張例四", "social-worker", "care"),
            "ren": account("ren", "任示", "personnel", "home"),
            "shi": account("shi", "施測", "supervisor", "home"),
            "zhi": account("zhi", "值測", "supervisor", "elder"),
            "gao": account("gao", "高示", "agency-head", "elder"),
        ]
    )

    private static func unit(_ id: String, _ name: String, _ parent: String?, profile: String? = nil)
        -> Casework.Unit
    {
        Casework.Unit(
            id: id,
            name: LocalizedText(zhHant: name, en: id),
            parent: parent,
            head: nil,
            profile: profile
        )
    }

    private static func account(_ id: String, _ name: String, _ role: String, _ unit: String) -> Account {
        Account(id: id, name: name, grants: [RoleGrant(role: role, unit: unit)])
    }

    let workflow: Workflow
    var file: CaseFile

    static func complaint(_ change: (inout [String: Value]) -> Void = { _ in }) throws -> Cases {
        var data = complaintData
        change(&data)
        return try Cases("complaint", "bali", unit: "care", number: "申-教保組-115-0001", data)
    }

    static func crisis(_ change: (inout [String: Value]) -> Void = { _ in }) throws -> Cases {
        var data = crisisData
        change(&data)
        return try Cases("crisis", "elder-homes", unit: "elder", number: "機-虛構長青園-115-0001", data)
    }

    private init(_ name: String, _ profile: String, unit: String, number: String, _ data: [String: Value])
        throws
    {
        let library = try Cases.library.get()
        let day = Taipei.date(of: Cases.now)
        guard let bundle = library.bundle(workflow: name, profile: profile, on: day) else {
            throw CocoaError(.fileNoSuchFile)
        }
        workflow = try library.compile(bundle)
        file = CaseFile(
            id: CaseID(1),
            number: number,
            workflow: name,
            bundleHash: bundle.hash,
            unit: unit,
            revision: 9,
            chart: ChartSnapshot(),
            data: data,
            parties: [
                Party(account: "zhang", relation: "respondent", isConflicted: true),
                Party(account: "shi", relation: "investigator", isConflicted: false),
            ],
            openedAt: Cases.now,
            changedAt: Cases.now
        )
    }

    /// A form of the product.
    static func form(_ name: String) throws -> FormDefinition {
        guard let form = try library.get().forms().form(name, on: Taipei.date(of: now)) else {
            throw CocoaError(.fileNoSuchFile)
        }
        return form
    }

    /// A form of the case.
    func document(_ name: String, _ mode: FormMode, as account: String, copy: String? = nil) throws
        -> Document
    {
        let standing = Gate.standing(
            of: account,
            in: file,
            workflow: workflow,
            directory: Cases.directory,
            now: Cases.now
        )
        let situation = Situation(
            workflow: workflow,
            now: Cases.now,
            calendar: OfficeCalendar(version: "none"),
            directory: Cases.directory,
            surroundings: ReplayedSurroundings([])
        )
        let values = SeenValues(
            sight: CaseSight(file, standing: standing, in: situation, hidesUnreadable: mode == .filled)
        )
        let imprint = Imprint(agency: "虛構星灣教養院", number: file.number, printed: Cases.now, copy: copy)
        return FormFilling(try Cases.form(name), mode, from: values, imprint).document()
    }
}

/// What forms ask of a case.
struct SeenValues: FormValues {
    let sight: CaseSight

    func finding(of expression: CaseExpression, with names: [String: Value]) -> CaseSight.Finding {
        sight.finding(of: expression, with: names)
    }

    func name(ofAccount account: String) -> String? { Cases.directory.accounts[account]?.name }

    func name(ofUnit unit: String) -> String? { Cases.directory.units[unit]?.name.zhHant }
}
