/// A small workflow whose profiles differ, and of which it is known what can happen.
enum Permit {
    static let files: [String: [UInt8]] = [
        "permit.yaml": Array(workflow.utf8),
        "profiles/town.yaml": Array(profile("town", "false").utf8),
        "profiles/village.yaml": Array(profile("village", "true").utf8),
    ]

    /// The lines before `steps:`.
    static let head = """
        rehearsal: a permit
        profile: town
        at: 2026-11-24T09:00+08:00
        given:
          units:
            desk: {name: 櫃檯, head: chief}
          people:
            ann: {name: 安示例, role: clerk, unit: desk}
            ben: {name: 班示例, role: [clerk, unit-head], unit: desk}
            chief: {name: 范測, role: unit-head, unit: desk}
        steps:

        """

    static let opening = "  - do: {open: permit, as: a, by: ann, with: {days: 2}}\n"

    /// Everything that the town has.
    static let everything =
        "  - do: {open: permit, as: z, by: ann, with: {days: 0}}\n    refused: unmet\n" + opening
        + "  - do: {open: permit, as: b, by: ben, with: {days: 9}}\n" + both
        + "  - do: {action: lapse, case: b, by: ben}\n"
        + "  - do: {open: permit, as: c, by: ann, with: {days: 9}}\n"
        + "  - do: {action: withdraw, case: c, by: ann}\n"

    /// Everything that the village has beside.
    static let everythingInVillage =
        everything.replacing(both, with: both.replacing("reason: rain", with: "reason: rain, paid: true"))
        + "  - do: {open: permit, as: d, by: ann, with: {days: 1}}\n"
        + "  - do: {action: appeal, case: d, by: ann}\n"
        + "  - do: {action: settle, case: d, by: chief}\n"
        + "  - do: {action: grant, case: d, by: chief}\n    refused: unmet\n"

    private static let both = """
          - wait: 2h
          - do: {action: grant, case: b, by: ben, with: {reason: no}}
            refused: unmet
          - do: {action: grant, case: b, by: chief}
            refused: unmet
          - do: {action: grant, case: b, by: chief, with: {reason: no}}
            refused: unmet
          - do: {action: grant, case: b, by: chief, with: {reason: rain}}

        """

    private static func profile(_ name: String, _ value: String) -> String {
        """
        profile: \(name)
        title: {zh-Hant: 某處, en: A place}
        versions:
          - {from: 2020-01-01, confirmed-by: null, values: {takesFees: \(value), hearsAppeals: \(value)}}
        """
    }

    private static let workflow = """
        workflow: permit
        title: {zh-Hant: 許可, en: Permit}
        number: 許-{unit}-{roc-year}-{serial:3}
        roles:
          clerk: {zh-Hant: 承辦人, en: Clerk}
          unit-head: {zh-Hant: 主管, en: Head}
        fields:
          days: {type: integer, label: {zh-Hant: 日數, en: Days}}
          reason: {type: text, label: {zh-Hant: 理由, en: Reason}}
          askedBy: {type: person, label: {zh-Hant: 申請人, en: Asked by}}
          paid: {type: boolean, label: {zh-Hant: 已繳費, en: Paid}}
          grantedAt: {type: datetime, label: {zh-Hant: 許可時間, en: Granted at}}
          answered: {type: boolean, label: {zh-Hant: 已答覆, en: Answered}}
        notices:
          late: {tell: [unit-head], text: {zh-Hant: 逾期, en: Late}}
        waive:
          - {code: unused, reason: none}
        open:
          title: {zh-Hant: 申請, en: Ask}
          by: [clerk]
          asks: [days!]
          requires:
            # Required, so never undecided.
            - {that: days > 0, else: {zh-Hant: 至少一日, en: Ask for at least one day}}
        initial: asked
        states:
          asked:
            title: {zh-Hant: 已申請, en: Asked}
            entry:
              - if: "!filled(askedBy)"
                do: [{set: {askedBy: actor.account}}]
            deadlines:
              answer: {title: {zh-Hant: 答覆, en: Answer}, within: 1h, met: grant}
            on:
              grant:
                title: {zh-Hant: 許可, en: Grant}
                by: [unit-head]
                asks: [reason, paid]
                requires:
                  # Set on every way there.
                  - {that: actor.account != askedBy, else: {zh-Hant: 應由他人決定, en: Somebody else decides}}
                  - {that: days <= 3 || size(reason) > 2, else: {zh-Hant: 逾三日應敘明理由, en: A reason is needed for more than three days}}
                  - {that: "!profile.takesFees || filled(paid) && paid", else: {zh-Hant: 應繳費, en: Fees are due}}
                to: granted
                do: [{set: {grantedAt: now}}]
              withdraw: {title: {zh-Hant: 撤回, en: Withdraw}, by: [clerk], to: withdrawn}
              deadline.missed.answer: {to: late}
              appeal: {title: {zh-Hant: 申訴, en: Appeal}, by: [clerk], when: profile.hearsAppeals, to: appealed}
          appealed:
            title: {zh-Hant: 申訴中, en: Under appeal}
            on:
              settle: {title: {zh-Hant: 決定, en: Settle}, by: [unit-head], to: asked}
          late:
            title: {zh-Hant: 逾期, en: Late}
            always: {to: asked, do: [{notify: late}]}
          granted:
            title: {zh-Hant: 已許可, en: Granted}
            closed: true
            on:
              # Granted means that the time is on file.
              lapse: {title: {zh-Hant: 失效, en: Lapse}, by: [unit-head], when: filled(grantedAt)}
          withdrawn: {type: final, title: {zh-Hant: 已撤回, en: Withdrawn}}
        """
}
