import Values

extension Document {
    /// The document as one HTML file of its own: no script, nothing from elsewhere, every value escaped.
    public var html: [UInt8] {
        var page = """
            <!DOCTYPE html>
            <html lang="zh-Hant-TW">
            <head>
            <meta charset="utf-8">
            <meta http-equiv="Content-Security-Policy" content="\(FormStyle.policy)">
            <meta name="robots" content="noindex">
            <title>\(Document.escaped(title))</title>
            <style>\(FormStyle.sheet)</style>
            </head>
            <body>

            """
        for sheet in sheets { page += html(of: sheet) }
        return Array((page + "</body>\n</html>\n").utf8)
    }

    private func html(of sheet: Sheet) -> String {
        var text = "<section>\n"
        if !mark.isEmpty {
            let lines = mark.split(separator: "\n").map { Document.escaped(String($0)) }
            text += "<p class=\"mark\">\(lines.joined(separator: "<br>"))</p>\n"
        }
        for block in sheet.blocks { text += Document.html(of: block) }
        return text + "</section>\n"
    }

    private static func html(of block: Block) -> String {
        switch block {
        case .heading(let lines):
            "<h1>" + lines.map { html(of: $0) }.joined(separator: "<br>") + "</h1>\n"
        case .lines(let lines, let alignment):
            "<div class=\"block \(alignment.rawValue)\">\n" + paragraphs(lines) + "</div>\n"
        case .table(let columns, let rows): table(columns, rows)
        }
    }

    private static func table(_ columns: [Int], _ rows: [[Cell]]) -> String {
        // A short table stays whole, and with the line that it is headed by.
        let isWhole = rows.count <= 6 && rows.joined().allSatisfy { $0.room == 1 }
        var text = isWhole ? "<table class=\"whole\">\n<colgroup>" : "<table>\n<colgroup>"
        for width in columns { text += "<col width=\"\(width)%\">" }
        text += "</colgroup>\n"
        for row in rows {
            // What is short stays together; long text flows over the page.
            text += row.allSatisfy { $0.room == 1 } ? "<tr class=\"short\">\n" : "<tr>\n"
            for cell in row { text += html(of: cell) }
            text += "</tr>\n"
        }
        return text + "</table>\n"
    }

    private static func html(of cell: Cell) -> String {
        var classes = [cell.alignment.rawValue]
        if cell.room > 1 {
            classes.append("r\(min(cell.room, FormStyle.widest))")
        } else {
            classes.append("one")
        }
        var attributes = "class=\"\(classes.joined(separator: " "))\""
        if cell.span > 1 { attributes += " colspan=\"\(cell.span)\"" }
        if cell.rows > 1 { attributes += " rowspan=\"\(cell.rows)\"" }
        return "<td \(attributes)>\(paragraphs(cell.lines))</td>\n"
    }

    private static func paragraphs(_ lines: [Line]) -> String {
        lines.map { "<p>\(html(of: $0))</p>" }.joined(separator: "\n") + "\n"
    }

    private static func html(of line: Line) -> String {
        line.map { run in
            switch run {
            case .text(let text): escaped(text)
            case .box: run.words
            case .room(let width, let isRuled):
                width == 0
                    ? ""
                    : "<span class=\"\(isRuled ? "rule" : "room") w\(min(width, FormStyle.widest))\"></span>"
            }
        }.joined()
    }

    /// Text that no browser takes for anything but text; what would turn its direction or end it is shown as �.
    private static func escaped(_ text: String) -> String {
        var safe = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": safe += "&amp;"
            case "<": safe += "&lt;"
            case ">": safe += "&gt;"
            case "\"": safe += "&quot;"
            case "'": safe += "&#39;"
            case "\t": safe += " "
            case "\u{0}"..."\u{1F}", "\u{7F}"..."\u{9F}", "\u{202A}"..."\u{202E}", "\u{2066}"..."\u{2069}":
                safe += "\u{FFFD}"
            default: safe.unicodeScalars.append(scalar)
            }
        }
        return safe
    }
}
