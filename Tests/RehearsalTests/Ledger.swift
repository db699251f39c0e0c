/// A small workflow with one of everything: for testing the player, not the regulations.
enum Ledger {
    static let files: [String: [UInt8]] = [
        "ledger.yaml": Array(workflow.utf8),
        "profiles/town.yaml": Array(profile.utf8),
        "clauses/x.yaml": Array(clauses.utf8),
    ]

    /// The lines before `steps:` of a rehearsal over it; they end in line 14.
    static let head = """
        rehearsal: a test
        profile: town
        at: 2026-11-24T09:00+08:00
        given:
          units:
            root: {name: 總局, head: boss}
            desk: {name: 櫃檯, under: root, head: chief}
          people:
            ann: {name: 安示例, role: clerk, unit: desk}
            ben: {name: 班示例, role: checker, unit: desk}
            chief: {name: 范測, role: [checker, unit-head], unit: desk}
            boss: {name: 高示, role: [checker, unit-head], unit: root}
            out: {name: 外例, role: clerk, unit: elsewhere}
        steps:

        """

    private static let profile = """
        profile: town
        title: {zh-Hant: 某鎮, en: A town}
        versions:
          - {from: 2020-01-01, confirmed-by: null, values: {limit: 100}}
        """

    private static let clauses = """
        regulation: X
        title: {zh-Hant: 測試規則, en: Test rules}
        source: 測試
        clauses:
          X-1: {citation: {zh-Hant: 第一點, en: point 1}, title: {zh-Hant: 登錄, en: Enter}}
          X-2: {citation: {zh-Hant: 第二點, en: point 2}, title: {zh-Hant: 核對, en: Check}}
          X-3: {citation: {zh-Hant: 第三點, en: point 3}, title: {zh-Hant: 期限, en: Deadline}}
        """

    static let workflow = """
        workflow: ledger
        title: {zh-Hant: 登錄簿, en: Ledger}
        number: 簿-{unit}-{roc-year}-{serial:3}
        access: [checker, unit-head]
        roles:
          clerk: {zh-Hant: 承辦人, en: Clerk}
          checker: {zh-Hant: 核對人, en: Checker}
          unit-head: {zh-Hant: 主管, en: Head}
        relations:
          owner: {field: owner, title: {zh-Hant: 所有人, en: Owner}}
          culprit: {field: culprit, title: {zh-Hant: 相對人, en: Culprit}, conflict: true, refers-upward: true}
        fields:
          amount: {type: integer, minimum: 0, label: {zh-Hant: 金額, en: Amount}}
          rate: {type: number, label: {zh-Hant: 比率, en: Rate}}
          owner: {type: person, label: {zh-Hant: 所有人, en: Owner}}
          culprit: {type: person, label: {zh-Hant: 相對人, en: Culprit}}
          secret: {type: text, sensitive: true, readers: [owner], label: {zh-Hant: 密, en: Secret}}
          reason: {type: text, label: {zh-Hant: 理由, en: Reason}}
          checkedAt: {type: datetime, label: {zh-Hant: 核對時間, en: Checked at}}
        notices:
          entered: {tell: [checker], text: {zh-Hant: 已登錄, en: Entered}, clause: X-1}
        open:
          title: {zh-Hant: 登錄, en: Enter}
          by: [clerk, checker]
          asks: [amount!, rate, owner, culprit, secret]
          requires:
            - {that: amount > 0, else: {zh-Hant: 金額須大於零, en: The amount must be positive}, clause: X-1}
          clauses: [X-1]
        initial: entered
        states:
          entered:
            title: {zh-Hant: 已登錄, en: Entered}
            clauses: [X-1]
            entry: [{notify: entered}]
            deadlines:
              checking:
                title: {zh-Hant: 核對, en: Check}
                within: 2h
                met: check
                remind: "['30m']"
                tell: [checker]
                clause: X-3
            on:
              check:
                title: {zh-Hant: 核對, en: Check}
                by: [checker]
                asks: [reason]
                requires:
                  - {that: amount <= profile.limit, else: {zh-Hant: 超過限額, en: Above the limit}, clause: X-2}
                  - {that: size(reason) > 2, else: {zh-Hant: 請敘明理由, en: Give a reason}, clause: X-2}
                clauses: [X-2]
                to: checked
                do: [{set: {checkedAt: now}}]
              change:
                title: {zh-Hant: 更正, en: Change}
                by: [clerk, checker, owner]
                asks: [amount, culprit]
                clauses: [X-1]
              deadline.missed.checking: late
          late:
            title: {zh-Hant: 逾期, en: Late}
            clauses: [X-3]
            on:
              check: {title: {zh-Hant: 核對, en: Check}, by: [checker], clauses: [X-2], to: checked}
          checked:
            title: {zh-Hant: 已核對, en: Checked}
            closed: true
            clauses: [X-2]
            on:
              reopen: {title: {zh-Hant: 重開, en: Reopen}, by: [unit-head], clauses: [X-1], to: entered}
              archive: {title: {zh-Hant: 歸檔, en: Archive}, by: [unit-head], clauses: [X-1], to: archived}
          archived: {type: final, title: {zh-Hant: 已歸檔, en: Archived}, clauses: [X-1]}
        """
}
