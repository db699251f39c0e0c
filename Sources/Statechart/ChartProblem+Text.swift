public import Values

extension ChartProblem {
    /// What is wrong and what to do about it, for the author of the workflow.
    public var text: LocalizedText {
        switch kind {
        case .noStates:
            LocalizedText(zhHant: "狀態圖沒有任何狀態；請至少寫一個。", en: "The chart has no states; write at least one.")
        case .missingID:
            LocalizedText(zhHant: "有狀態沒有名稱；請為它命名。", en: "A state has no id; give it one.")
        case .duplicateID:
            LocalizedText(
                zhHant: "狀態名稱「\(state)」重複；請改用不同名稱。",
                en: "Two states are called '\(state)'; rename one of them."
            )
        case .unknownTarget(let target):
            LocalizedText(
                zhHant: "找不到目標狀態「\(target)」；請檢查名稱。",
                en: "There is no state '\(target)' to go to; check its name."
            )
        case .targetsNotOrthogonal(let one, let other):
            LocalizedText(
                zhHant: "「\(one)」與「\(other)」不能同時成立；多個目標須分屬不同的平行區域。",
                en: "'\(one)' and '\(other)' cannot be active together; "
                    + "several targets must lie in different regions of a parallel state."
            )
        case .unknownState(let id):
            LocalizedText(
                zhHant: "保存的狀態「\(id)」不在狀態圖中；請先遷移案件。",
                en: "The stored state '\(id)' is not in the chart; migrate the case first."
            )
        case .illegalConfiguration:
            LocalizedText(
                zhHant: "保存的狀態組合不合法；請由管理者更正。",
                en: "The stored states cannot be active together; an administrator must correct them."
            )
        case .malformedEvent(let name):
            LocalizedText(
                zhHant: "事件名稱「\(name)」不合格式；請以句點分隔且不含空白。",
                en: "'\(name)' is not an event name; write tokens joined by points, without spaces."
            )
        case .emptyDefault, .defaultOutside, .defaultWithoutChildren, .historyLoop:
            defaultText
        case .misplacedHistory, .historyWithContents, .finalInParallel, .finalWithContents,
            .parallelWithoutRegions:
            nestingText
        }
    }

    private var defaultText: LocalizedText {
        if case .defaultOutside(let target) = kind {
            return LocalizedText(
                zhHant: "「\(state)」的預設目標「\(target)」不在其內；請改指其內的狀態。",
                en: "The default '\(target)' of '\(state)' is not inside it; name a state inside."
            )
        }
        if kind == .historyLoop {
            return LocalizedText(
                zhHant: "歷史狀態「\(state)」的預設目標又指回歷史狀態；請改指一般狀態。",
                en: "The default of the history state '\(state)' leads back to a history state; "
                    + "name an ordinary state."
            )
        }
        if kind == .emptyDefault {
            return LocalizedText(
                zhHant: "「\(state)」的預設沒有目標；請寫出目標狀態。",
                en: "The default of '\(state)' has no target; name one."
            )
        }
        return LocalizedText(
            zhHant: "「\(state)」內沒有可供選擇的狀態，不得有預設目標；請刪除 initial。",
            en: "'\(state)' has no choice of states inside, hence no default; remove its initial."
        )
    }

    private var nestingText: LocalizedText {
        if kind == .finalInParallel {
            return LocalizedText(
                zhHant: "結束狀態「\(state)」不得直接位於平行狀態內；請放入其中一個區域。",
                en: "The final state '\(state)' cannot be a region; put it inside one."
            )
        }
        if kind == .finalWithContents {
            return LocalizedText(
                zhHant: "結束狀態「\(state)」不得有子狀態或轉移；請移除。",
                en: "The final state '\(state)' cannot have states or transitions inside; remove them."
            )
        }
        if kind == .parallelWithoutRegions {
            return LocalizedText(
                zhHant: "平行狀態「\(state)」沒有區域；請至少寫一個。",
                en: "The parallel state '\(state)' has no regions; write at least one."
            )
        }
        if kind == .misplacedHistory {
            return LocalizedText(
                zhHant: "歷史狀態「\(state)」不得位於最外層；請放入它所記憶的狀態內。",
                en: "The history state '\(state)' cannot be outermost; put it inside the state it remembers."
            )
        }
        return LocalizedText(
            zhHant: "歷史狀態「\(state)」不得有子狀態、轉移或動作；請移除。",
            en: "The history state '\(state)' cannot have states, transitions or blocks; remove them."
        )
    }
}
