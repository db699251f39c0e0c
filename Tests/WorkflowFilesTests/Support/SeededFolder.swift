@testable import WorkflowFiles

/// A folder of right files of every sort; defects are seeded into one of them at a time.
enum SeededFolder {
    /// A workflow with every common part once.
    static let workflow = """
        workflow: t
        title: {zh-Hant: 測試, en: Test}
        number: "{serial:4}"
        clauses: [K-1]
        roles:
          worker: {zh-Hant: 社工, en: Worker}
          head: {zh-Hant: 主管, en: Head}
        relations:
          owner: {field: owner, title: {zh-Hant: 本人, en: Owner}}
        fields:
          owner: {type: person, label: {zh-Hant: 本人, en: Owner}}
          count: {type: integer, label: {zh-Hant: 人數, en: Count}}
          result: {type: text, label: {zh-Hant: 結果, en: Result}}
        notices:
          told: {tell: [head], text: {zh-Hant: 已通報, en: Reported}}
        open:
          title: {zh-Hant: 通報, en: Report}
          by: [worker]
          asks: [owner!, count]
        initial: a
        states:
          a:
            title: {zh-Hant: 甲, en: A}
            entry: [{notify: told}]
            deadlines:
              d: {title: {zh-Hant: 期限, en: Due}, within: 1d, met: go, tell: [head]}
            on:
              go:
                title: {zh-Hant: 去, en: Go}
                by: [head]
                asks: [result!]
                requires: [{that: size(result) > 0, else: {zh-Hant: 否, en: No}, clause: K-2}]
                to: b
          b:
            title: {zh-Hant: 乙, en: B}
            closed: true

        """

    /// A workflow with parallel regions, which includes the shared file.
    static let regions = """
        workflow: p
        title: {zh-Hant: 兩線, en: Two lines}
        number: "{serial:4}"
        include: [shared/s.yaml]
        open: {title: {zh-Hant: 開案, en: Open}, by: [worker], asks: [yes!, n, lead, place, day]}
        data: {tries: 0}
        initial: w
        states:
          w:
            title: {zh-Hant: 等待, en: Waiting}
            on: {go: {title: {zh-Hant: 開始, en: Go}, by: [worker], to: both}}
          both:
            title: {zh-Hant: 處理, en: Handling}
            type: parallel
            on: {done.state.both: e, stop: {title: {zh-Hant: 停止, en: Stop}, by: [head], to: e}}
            states:
              l:
                title: {zh-Hant: 左, en: Left}
                states:
                  l1: {title: {zh-Hant: 左一, en: L1}, on: {x: {title: {zh-Hant: 往, en: X}, by: [lead], to: l2}}}
                  l2: {title: {zh-Hant: 左二, en: L2}, type: final}
              r:
                title: {zh-Hant: 右, en: Right}
                states:
                  r1: {title: {zh-Hant: 右一, en: R1}, on: {y: {title: {zh-Hant: 往, en: Y}, by: [worker], to: r2}}}
                  r2: {title: {zh-Hant: 右二, en: R2}, type: final, entry: [{notify: told}]}
          e: {title: {zh-Hant: 結案, en: End}, closed: true}

        """

    static let shared = """
        shared: s
        clauses: [K-2]
        roles:
          worker: {zh-Hant: 社工, en: Worker}
          head: {zh-Hant: 主管, en: Head}
        relations:
          lead: {field: lead, title: {zh-Hant: 承辦, en: Lead}, conflict: false}
        fields:
          yes: {type: boolean, label: {zh-Hant: 是, en: Yes}}
          n: {type: integer, minimum: 0, maximum: 9, label: {zh-Hant: 數, en: N}}
          lead: {type: person, label: {zh-Hant: 承辦, en: Lead}, readers: [head]}
          place: {type: site, label: {zh-Hant: 場所, en: Place}}
          day: {type: date, label: {zh-Hant: 日期, en: Day}}
        occurrences:
          injury: {when: yes && n > 0, day: day, at: [place]}
        facts:
          near: {occurrences: injury, around: day, at: [place]}
        notices:
          told: {tell: [head], text: {zh-Hant: 已辦, en: Done}, clause: K-1}
        data: {tally: 0}

        """

    static let calendar = """
        year: 115
        published: community
        source: a test
        confirmed-by: null
        days-off: 106
        holidays:
          - {date: 2026-01-01, name: {zh-Hant: 開國紀念日, en: Founding Day}}
          - {date: 2026-02-28, name: {zh-Hant: 和平紀念日, en: Peace Memorial Day}}
          - {date: 2026-10-09, name: {zh-Hant: 國慶日補假, en: Day off for the National Day}}
        workdays: []

        """

    static let chart = """
        chart: c
        data: {rounds: 0, open: true}
        initial: [a1, b1]
        states:
          p:
            type: parallel
            on: {over: over}
            states:
              a:
                states:
                  h: {type: history, initial: a1}
                  a1: {on: {tick: {when: rounds < 3, to: a2, do: [{set: {rounds: rounds + 1}}]}}}
                  a2: {on: {tock: h}, exit: [{send: tick, after: 1s, id: t}]}
              b:
                states:
                  b1: {on: {tick: {to: b2, internal: true, do: [{cancel: t}]}}}
                  b2: {type: final, done: {with: {n: rounds}}}
          over: {type: final}

        """

    /// The files by path; nothing is wrong with any of them.
    static let files = [
        "t.yaml": workflow, "p.yaml": regions, "shared/s.yaml": shared, "c.yaml": chart,
        "profiles/k.yaml": Probe.profile, "clauses/k.yaml": Probe.clauses, "calendars/115.yaml": calendar,
    ]

    /// What is found when one file has another text, as `FILE:LINE:COLUMN severity code`.
    ///
    /// The file is looked at, and what includes it.
    static func found(_ file: String, _ bytes: [UInt8]) -> [String] {
        var bytesByPath = files.mapValues { Array($0.utf8) }
        bytesByPath[file] = bytes
        let looked = file.hasPrefix("shared/") ? [file, "p.yaml"] : [file]
        return CheckReport(checking: bytesByPath, only: looked).findings.map { finding in
            let place = finding.position.file == file ? "" : finding.position.file + ":"
            return "\(place)\(finding.position.line):\(finding.position.column)"
                + " \(finding.severity.rawValue) \(finding.code.rawValue)"
        }
    }
}
