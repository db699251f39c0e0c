/// A workflow's parts with every construct of the format once, to follow `Probe.head`.
enum Constructs {
    static let part = """
        access: [worker, head]
        clauses: [K-1]
        relations:
          reporter: {field: reporter, title: {zh-Hant: 通報人, en: Reporter}}
          harmer:
            field: harmers.person
            title: {zh-Hant: 加害人, en: Harmer}
            conflict: true
            refers-upward: true
        fields:
          reporter: {type: person, label: {zh-Hant: 通報人, en: Reporter}, readers: [head, reporter]}
          harmers:
            type: list
            label: {zh-Hant: 加害人, en: Harmers}
            of: {type: record, fields: {person: {type: person, label: {zh-Hant: 人, en: Person}}}}
          narrative: {type: text, max-length: 200, sensitive: true, label: {zh-Hant: 經過, en: Story}, clause: K-2}
          injured: {type: integer, minimum: 0, maximum: 99, label: {zh-Hant: 人數, en: Number}}
          share: {type: number, minimum: 0, maximum: 0.5, label: {zh-Hant: 比率, en: Share}}
          died: {type: boolean, label: {zh-Hant: 死亡, en: Died}}
          day: {type: date, label: {zh-Hant: 日期, en: Day}}
          knownAt: {type: datetime, label: {zh-Hant: 獲知, en: Known}}
          kind:
            type: choice
            label: {zh-Hant: 種類, en: Kind}
            options: {happened: {zh-Hant: 已發生, en: Happened}, likely: {zh-Hant: 之虞, en: Likely}}
          team: {type: unit, label: {zh-Hant: 單位, en: Unit}}
          place: {type: site, label: {zh-Hant: 場所, en: Place}}
          extra: {type: any, label: {zh-Hant: 其他, en: Other}}
        occurrences:
          injury: {when: injured > 0, day: day, at: [place, team]}
        facts:
          near: {occurrences: injury, around: day, at: [place, team]}
        notices:
          told: {tell: [head, reporter], text: {zh-Hant: 有新案件, en: A new case}, clause: K-1}
        data: {counter: 0, list: "[1, 2]", empty: null, flag: true, items: []}
        initial: {to: both, do: [{set: {counter: counter + 1}}]}
        states:
          both:
            title: {zh-Hant: 處理中, en: Under way}
            type: parallel
            clauses: [K-1]
            on:
              stop:
                title: {zh-Hant: 結案, en: Close}
                by: [head, reporter]
                asks: [narrative!, kind, extra, knownAt]
                requires:
                  - that: filled(narrative)
                    else: {zh-Hant: 請填經過, en: Fill in the story}
                    clause: K-2
                  - {that: injured >= 0 || died, else: {zh-Hant: 請填人數, en: Say how many}}
                clause: K-1
                clauses: [K-2]
                to: closed
              "error.execution error.communication": {do: [{notify: told}]}
            states:
              line:
                title: {zh-Hant: 處理, en: Handling}
                track: true
                initial: first
                data: {inner: 7}
                entry:
                  - [{set: {injured: 1, died: false}}]
                  - [{raise: ping, with: {a: injured, b: 2}}]
                exit: [{cancel: reminder}, {cancel: "= 'x' + string(counter)"}]
                deadlines:
                  assign:
                    title: {zh-Hant: 立即指派, en: Assign at once}
                    within: immediately
                    from: knownAt
                    met: go
                    remind: profile.ladder
                    tell: [head]
                    clause: K-2
                  review:
                    title: {zh-Hant: 檢討, en: Review}
                    within: 7 days
                    met: {when: filled(day), at: knownAt}
                    remind: [1d, 12h]
                  computed:
                    title: {zh-Hant: 計算, en: Computed}
                    within: "= profile.must ? '8h' : '10m'"
                    met: [go, stop]
                    tell: [head]
                states:
                  first:
                    title: {zh-Hant: 一, en: One}
                    always: {when: counter > 5, to: second}
                    on:
                      ping: {when: event.data.a == 1, do: [{set: {empty: event.data}}]}
                      deadline.missed.review: {internal: true, do: [{notify: told}]}
                      go: [{title: {zh-Hant: 去, en: Go}, by: [worker], when: counter > 1, to: second}, second]
                  second:
                    title: {zh-Hant: 二, en: Two}
                    entry:
                      - {send: tick, after: 10s, id: reminder, with: {n: counter}}
                      - {send: "= 'tick.' + kind", to: "= 'self'", after: "= duration('5m')", id: "= 'id'", store-id: empty}
                      - {send: word, to: child, with: "{'k': 1}"}
                      - {send: word, to: parent}
                      - {send: word, to: internal}
                      - if: counter == 1
                        do: [{set: {flag: false}}]
                        elseif: [{if: counter == 2, do: [{set: {flag: null}}]}]
                        else: [{document: letter, with: {copy: "'x'"}}, {document: form}]
                      - foreach: item
                        in: list
                        index: i
                        do: [{set: {counter: counter + item + i}}]
                      - {start: child, workflow: t, with: {narrative: narrative, injured: injured}}
                      - {start: "= 'c' + string(counter)", workflow: "= case.workflow"}
                    on:
                      back: {title: {zh-Hant: 回, en: Back}, by: [worker], asks: [harmers, team, place, reporter], to: memory}
                      tick: done
                      done.case.child: done
                  memory: {type: history, history: deep, initial: first}
                  done: {title: {zh-Hant: 完成, en: Done}, type: final, done: {with: {n: counter}}}
              other:
                title: {zh-Hant: 判定, en: Severity}
                track: true
                states:
                  open: {title: {zh-Hant: 未定, en: Open}, on: {done.state.line: {when: inState("done") && size(facts.near) > 0, to: over}}}
                  over: {title: {zh-Hant: 已定, en: Over}, type: final, done: {with: counter}}
          closed:
            title: {zh-Hant: 結案, en: Closed}
            closed: true
        waive:
          - {code: unused, at: share, reason: kept for statistics}

        """
}
