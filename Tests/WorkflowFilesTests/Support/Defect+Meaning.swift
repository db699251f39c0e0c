extension Defect {
    /// What a chart means, although all of it can be read.
    static let meaning: [Defect] = [
        Defect(.workflow, "nowhere to go", "closed: true", "clauses: []", "22:3 error no-end"),
        Defect(
            .workflow,
            "a way that is cut",
            "        to: b\n",
            "",
            "22:3 error no-end",
            "33:3 error unreachable"
        ),
        Defect(
            .regions,
            "a region whose end is cut off",
            "to: r2}}}",
            "to: r1}}}",
            "15:10 warning never-taken",
            "26:11 error unreachable"
        ),
        Defect(
            .regions,
            "an end that is cut off",
            "to: both}}",
            "to: w}}",
            "9:3 error no-end",
            "12:3 error unreachable",
            "17:7 error unreachable",
            "20:11 error unreachable",
            "21:11 error unreachable",
            "22:7 error unreachable",
            "25:11 error unreachable",
            "26:11 error unreachable",
            "27:3 error unreachable"
        ),
        Defect(
            .workflow,
            "nobody who may go",
            "by: [head]",
            "by: []",
            "22:3 error no-end",
            "28:7 error nobody-may",
            "34:3 error unreachable"
        ),
        Defect(.workflow, "nobody who may open", "by: [worker]", "by: []", "17:3 error nobody-may"),
        Defect(
            .shared,
            "only those kept away may go",
            "conflict: false",
            "conflict: true",
            "p.yaml:20:51 error nobody-may"
        ),
        Defect(
            .regions,
            "an eventless transition with a role",
            "on: {go: {title",
            "always: {to: both, when: yes, !;}\n    on: {go: {title",
            "11:68 error nobody-may"
        ),
        Defect(
            .workflow,
            "a miss that nobody hears of",
            ", tell: [head]}\n    on",
            "}\n    on",
            "26:7 error unheard-miss"
        ),
        Defect(
            .workflow,
            "reminders that nobody hears",
            "within: 1d, met: go, tell: [head]",
            "within: immediately, remind: [10m], met: go",
            "26:7 error unheard-miss"
        ),
        Defect(
            .workflow,
            "a requirement of an eventless one",
            "closed: true",
            "closed: true\n    always: {to: a, when: count > 1, requires: [{that: count > 2, else: {zh-Hant: 否, en: No}}]}",
            "37:56 error misplaced-requires"
        ),
        Defect(
            .workflow,
            "a requirement of a missed deadline",
            "        to: b\n",
            "        to: b\n      deadline.missed.d: {to: b, !;, requires: [{that: count > 2, else: {zh-Hant: 否, en: No}}]}\n",
            "34:94 error misplaced-requires"
        ),
        Defect(
            .workflow,
            "a requirement of a raised event",
            "entry: [{notify: told}]",
            "entry: [{notify: told}, {raise: go}]",
            "32:27 error misplaced-requires"
        ),
        Defect(
            .workflow,
            "a circle",
            "closed: true",
            "always: b",
            "22:3 error no-end",
            "36:13 error endless-loop"
        ),
        Defect(
            .regions,
            "a circle across regions",
            "      l:\n",
            "      m: {=;, entry: [{raise: ping}], on: {ping: {do: [{raise: pong}]}}}\n      q: {=;, on: {pong: {do: [{raise: ping}]}}}\n      l:\n",
            "9:3 error no-end",
            "15:10 warning never-taken",
            "15:30 error shadowed",
            "17:68 error endless-loop",
            "22:51 error shadowed",
            "23:11 error unreachable",
            "27:51 error shadowed",
            "28:11 error unreachable",
            "29:3 error unreachable"
        ),
        Defect(
            .regions,
            "a circle with some data",
            "l2: {title: {zh-Hant: 左二, en: L2}, type: final}",
            "l2: {=;, always: [{when: yes, to: l3}, {to: l4}]}\n          l3: {=;, always: l2}\n          l4: {=;, type: final}",
            "21:53 warning livelock"
        ),
        Defect(
            .workflow,
            "an event that nothing raises",
            "closed: true",
            "closed: true\n    on: {x: a}",
            "37:10 warning never-taken"
        ),
        Defect(
            .regions,
            "a completion that never comes",
            "l2: {title: {zh-Hant: 左二, en: L2}, type: final}",
            "l2: {=;}",
            "15:10 warning never-taken"
        ),
        Defect(
            .workflow,
            "a field that nothing fills",
            "asks: [result!]",
            "asks: [count!]",
            "32:27 error unfilled-field"
        ),
        Defect(
            .regions,
            "a requirement before its field",
            "asks: [yes!, n, lead, place, day]}",
            "asks: [yes!, lead, place, day], requires: [{that: n > 1, else: {zh-Hant: 否, en: No}}]}",
            "5:104 error unfilled-field"
        ),
        Defect(
            .workflow,
            "a notice that nothing gives",
            "entry: [{notify: told}]",
            "entry: []",
            "15:3 warning unused"
        ),
        Defect(
            .regions,
            "a shared notice that nothing gives",
            ", entry: [{notify: told}]",
            "",
            "shared/s.yaml:19:3 warning unused"
        ),
        Defect(
            .workflow,
            "a condition that never holds",
            "to: b\n",
            "to: b\n        when: count > 1 && count < 1\n",
            "22:3 error no-end",
            "28:7 error shadowed",
            "35:3 error unreachable"
        ),
        Defect(
            .regions,
            "an action behind another",
            "on: {y: {title: {zh-Hant: 往, en: Y}, by: [worker], to: r2}}",
            "on: {y: [{!;, to: r2}, {!;, to: r1}]}",
            "25:51 error shadowed"
        ),
        Defect(
            .workflow,
            "a state without a way out",
            "closed: true",
            "on: {}\n  c: {=;, closed: true}",
            "22:3 error no-end",
            "37:3 error unreachable"
        ),
        Defect(
            .regions,
            "a state that no way leads out of",
            "  e: {",
            "  f: {=;}\n  e: {",
            "27:3 error unreachable"
        ),
        Defect(
            .regions,
            "an action into a blind alley",
            "to: both}}",
            "to: both}, lose: {!;, to: f}}\n  f: {=;, on: {more: {!;, to: f}}}",
            "12:3 error stranded"
        ),
        Defect(
            .workflow,
            "a condition that may not hold",
            "to: b\n",
            "to: b\n        when: count > 1\n",
            "22:3 warning deadlock"
        ),
        Defect(
            .regions,
            "an action that only some data allow",
            "to: both}}",
            "to: both, when: yes}}",
            "9:3 warning deadlock"
        ),
        Defect(
            .regions,
            "an end that some data put out of reach",
            "to: both}}",
            "to: both}, turn: [{!;, when: yes, to: z}, {!;, to: z}]}\n  z: {=;, on: {more: {!;, to: z}, back: {!;, when: \"!yes\", to: w}}}",
            "12:3 warning end-out-of-reach"
        ),
        Defect(
            .regions,
            "an order that nobody has chosen",
            "on: {y: {title: {zh-Hant: 往, en: Y}, by: [worker], to: r2}}",
            "on: {x: {!;, to: e}, y: {!;, to: r2}}",
            "25:51 warning conflict"
        ),
        Defect(
            .workflow,
            "a waiver of an error",
            "initial: a",
            "waive: [{code: no-end, reason: x}]\ninitial: a",
            "20:16 error bad-waiver"
        ),
        Defect(
            .workflow,
            "a waiver of nothing there is",
            "initial: a",
            "waive: [{code: nothing, reason: x}]\ninitial: a",
            "20:16 error bad-waiver"
        ),
        Defect(
            .workflow,
            "a waiver that is not needed",
            "initial: a",
            "waive: [{code: unused, reason: x}]\ninitial: a",
            "20:16 warning unused-waiver"
        ),
        Defect(
            .workflow,
            "a waiver for another name",
            "open:\n",
            "  more: {tell: [head], text: {zh-Hant: 又, en: More}}\nwaive: [{code: unused, at: mor, reason: x}]\nopen:\n",
            "16:3 warning unused",
            "17:16 warning unused-waiver"
        ),
        Defect(
            .workflow,
            "a history outside",
            "closed: true",
            "closed: true\n  h: {type: history, initial: b}",
            "37:3 error chart"
        ),
        Defect(
            .regions,
            "targets that exclude each other",
            "to: both}}",
            "to: [l1, l2]}}",
            "11:10 error chart"
        ),
        Defect(
            .regions,
            "a final region",
            "  l2: {title: {zh-Hant: 左二, en: L2}, type: final}",
            "  l2: {=;, type: final, states: {l3: {=;}}}",
            "21:11 error chart",
            "21:66 error unreachable"
        ),
        Defect(
            .chart,
            "a default outside",
            "h: {type: history, initial: a1}",
            "h: {type: history, initial: b1}",
            "11:11 error chart"
        ),
        Defect(.chart, "a target that does not exist", "tock: h", "tock: hh", "13:21 error chart"),
    ]
}
