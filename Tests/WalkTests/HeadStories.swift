/// What happens in the institution of `worlds/institution.yaml` around a complaint about its head, and the complaint.
enum HeadStories {
    /// The institution, and a few cases that everybody may know of who has an office there; at `{hidden}` the complaint.
    static func world(_ hidden: String) -> String {
        """
        rehearsal: the institution
        profile: bali
        at: 2026-11-23T09:00+08:00
        given: worlds/institution.yaml
        steps:
          - do: {open: threat-report, as: e1, by: lin, with: {\(report("qiu"))}}
          - do: {open: hazard-review, as: r1, by: an, unit: home, with: {source: anonymous, content: 燈光不足}}
          - do: {open: complaint, as: d, by: qiu, with: {\(form("邱測")), workplaceHead: zhu, respondents: [{person: zhang, name: 張例四}]}}
        \(hidden)
          - at: 2026-12-07T10:00
          - do: {open: threat-report, as: e2, by: zhang, with: {\(report("zhang"))}}
          - do: {open: hazard-review, as: r2, by: an, unit: home, with: {source: anonymous, content: 動線不良}}
          - do: {open: complaint, as: f, by: fang, unit: home, with: {\(form("方測")), workplaceHead: yuan, respondents: [{person: an, name: 安範}]}}
          - do: {open: hazard-review, as: r3, by: zhu, with: {source: anonymous, content: 門鎖損壞}}
        """
    }

    static let aliases = ["e1", "r1", "d", "e2", "r2", "f", "r3"]

    private static func report(_ victim: String) -> String {
        """
        victims: [{person: \(victim), protectedAs: social-worker, harm: none}], \
        occurredAt: "2026-11-23T08:30+08:00", kinds: [intimidation], harmStatus: happened
        """
    }

    private static func form(_ name: String) -> String {
        """
        filedAs: applicant, applicantName: \(name), applicantClass: civil-servant, confirmed: true, \
        signature: applicant, eventFrom: 2026-11-20, narrative: 當眾辱罵, kinds: [verbal]
        """
    }

    private static let head = "{person: yuan, name: 袁示, positionClass: agency-head}"
    private static let triage = """
        receivingAgency: 虛構星灣教養院, receivingTitle: 組員, receivedAt: "2026-11-23T09:00+08:00", source: internal, \
        kinds: [verbal], duplicateCheck: none
        """

    /// The stories, by what is particular to each.
    static let all: [(name: String, steps: String)] = [
        ("named in the form, and decided by the superior", namedInForm),
        ("turns out while it is investigated", turnsOut),
        ("withdrawn", withdrawn),
        ("was head before", formerHead),
        ("taken up again after it was not accepted", takenUpAgain),
    ]

    private static let atSuperior = """
          - do: {action: accept-at-superior, case: c, by: he, with: {superiorConfirmed: true, receivingAgency: 青嶼市政府社會局, source: internal, kinds: [verbal], handedOver: 全卷}}
          - do: {action: accept, case: c, by: he}
          - do: {action: assign, case: c, by: he, with: {investigators: [{person: shi, lead: true, declared: true}]}}
          - do: {action: interview, case: c, by: shi, with: {interviewOn: 2026-11-23, interviewee: 林示例, intervieweeRole: applicant, interviewRecord: 附件1}}
          - do: {action: interview, case: c, by: shi, with: {interviewOn: 2026-11-23, interviewee: 袁示, intervieweeRole: respondent, interviewRecord: 附件2}}
          - do: {action: draft-report, case: c, by: shi, with: {reportApplicant: 林示例, reportRespondents: 袁示, relation: hierarchy, complaintOn: 2026-11-23, cause: 辱罵, matters: 言詞內容, reasons: 證人一致, finding: established, recordOn: 2026-11-23, recordUnit: 調查小組, reportHeading: 申請人林示例 事件相對人袁示, reportFinding: established, applicantStatement: [遭辱罵], respondentStatement: [否認], reportReasons: 證人一致, reportOn: 2026-11-23}}
          - do: {action: redact, case: c, by: shi, with: {redactedReport: 申請人甲遭相對人乙辱罵}}
          - do: {action: submit-report, case: c, by: shi, with: {decider: gao}}
          - do: {action: excuse-response, case: c, by: he, with: {noResponseReason: 負責人應迴避}}
          - do: {action: determine, case: c, by: gao, with: {determination: established, determinationReasons: 如調查報告, eventHappened: true, seriousEvent: true}}
          - do: {action: serve-result, case: c, by: he, with: {servedTo: applicant, servedOn: 2026-11-23, reliefInstruction: 得依保障法提起救濟}}
        """

    private static let namedInForm = """
          - do: {open: complaint, as: c, by: lin, key: key-of-lin, with: {\(form("林示例")), workplaceHead: zhu, respondents: [\(head)], presentHead: yuan}}
        \(atSuperior)
        """

    private static let turnsOut = """
          - do: {open: complaint, as: c, by: lin, key: key-of-lin, with: {\(form("林示例")), workplaceHead: zhu, respondents: [{person: zhang, name: 張例四}]}}
          - do: {action: triage, case: c, by: ren, with: {\(triage)}}
          - do: {action: accept, case: c, by: ren}
          - do: {action: assign, case: c, by: ren, with: {investigators: [{person: fang, lead: true, declared: true}]}}
          - do: {action: interview, case: c, by: fang, with: {interviewOn: 2026-11-23, interviewee: 林示例, intervieweeRole: applicant, interviewRecord: 附件1}}
          - do: {action: correct-respondents, case: c, by: fang, with: {respondents: [{person: zhang, name: 張例四}, \(head)], presentHead: yuan}}
        \(atSuperior)
        """

    private static let withdrawn = """
          - do: {open: complaint, as: c, by: lin, key: key-of-lin, with: {\(form("林示例")), applicantUnit: home, respondents: [\(head)], presentHead: yuan, lineHeads: [zhu]}}
          - do: {action: withdraw, case: c, by: lin, with: {withdrawnBy: applicant, withdrawalLetter: 附件5}}
        """

    private static let formerHead = """
          - do: {open: complaint, as: c, by: lin, key: key-of-lin, with: {\(form("林示例")), workplaceHead: zhu, respondents: [{person: hong, name: 洪例, positionClass: agency-head}], presentHead: yuan}}
        \(atSuperior)
        """

    private static let takenUpAgain = """
          - do: {open: complaint, as: c, by: lin, key: key-of-lin, with: {\(form("林示例")), workplaceHead: zhu, respondents: [{name: 不明}]}}
          - do: {action: triage, case: c, by: ren, with: {\(triage)}}
          - do: {action: not-accept, case: c, by: ren, with: {rejectGround: out-of-scope, rejectReasons: 非職務, rejectLetterNo: 例字第8號, rejectServedOn: 2026-11-23, reliefInstruction: 得依法救濟}}
          - do: {action: reopen, case: c, by: ren, with: {reopenReason: 撤銷原決定}}
          - do: {action: correct-respondents, case: c, by: lin, with: {respondents: [\(head)], presentHead: yuan}}
        \(atSuperior)
        """
}
