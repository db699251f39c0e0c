import CLineEdit
import CaseAPI

/// Looks for news while somebody sits before the prompt without typing.
///
/// News are deadlines that were just missed, and whether the server is there. What it finds is printed above the
/// line, which keeps its text.
final class NewsWatch {
    private let client: CaseClient
    private let desk: CommandDesk
    private var known: Set<String>?
    private var isAway = false

    /// A watch that never makes typing wait longer than 150 ms.
    init(client: CaseClient, desk: CommandDesk) {
        self.client = client.impatient(150)
        self.desk = desk
    }

    func begin(every seconds: Int) {
        le_idle(lookAround, Unmanaged.passUnretained(self).toOpaque(), Int32(clamping: seconds * 1_000))
    }

    func end() { le_idle(nil, nil, 0) }

    /// What there is to tell now.
    func news() -> [WireText] {
        let missed: [WireDeadline]
        do {
            missed = try client.deadlines("overdue").items
        } catch {
            guard error.code == .unreachable, !isAway else { return [] }
            isAway = true
            return [
                WireText(
                    zhHant: "※ 與伺服器的連線中斷,已輸入的內容保留;恢復後可繼續",
                    en: "* the connection to the server is lost; what you have typed stays"
                )
            ]
        }
        var news: [WireText] = []
        if isAway { news.append(WireText(zhHant: "※ 已恢復連線", en: "* connected again")) }
        isAway = false
        let before = known
        known = Set(missed.map { "\($0.number) \($0.name)" })
        // What was late before the first look is no news.
        guard let before else { return news }
        for deadline in missed where !before.contains("\(deadline.number) \(deadline.name)") {
            news.append(
                WireText(
                    zhHant: "※ 逾期:\(deadline.number) \(deadline.title.zhHant)",
                    en: "* overdue: \(deadline.number) \(deadline.title.en)"
                )
            )
        }
        return news
    }

    fileprivate func tell() {
        for text in news() { le_print_above(SafeText.line(desk.text(text))) }
    }
}

/// Readline's thread has nothing to do; called from `le_read` alone.
private func lookAround(context: UnsafeMutableRawPointer?) {
    guard let context else { return }
    Unmanaged<NewsWatch>.fromOpaque(context).takeUnretainedValue().tell()
}
