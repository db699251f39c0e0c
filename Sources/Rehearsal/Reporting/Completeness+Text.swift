import Values
import WorkflowFiles

extension Completeness {
    /// What is missing, one a line, then what is unclear, then how far the rehearsals go.
    public var text: String {
        var lines = missing.map(\.text)
        lines += unclear.map { $0.text + " (perhaps it cannot be)" }
        let profiles = Dictionary(grouping: counts, by: \.profile).sorted { $0.key < $1.key }
        for (profile, counts) in profiles {
            lines += counts.map { "\(profile) \($0.workflow): \($0.text)" }
            if counts.count > 1 { lines.append("\(profile): \(Count(adding: counts).text)") }
        }
        return lines.map { $0 + "\n" }.joined()
    }

    var value: Value {
        .map(
            ValueMap([
                ("missing", .list(missing.map(\.value))), ("unclear", .list(unclear.map(\.value))),
                ("counts", .list(counts.map(\.value))),
            ])
        )
    }
}

extension Completeness.Gap {
    fileprivate var text: String {
        "\(position.file):\(position.line): \(workflow) under \(profile): never \(lack.rawValue): \(subject)"
    }

    fileprivate var value: Value {
        .map(
            ValueMap([
                ("file", .string(position.file)), ("line", .int(Int64(position.line))),
                ("workflow", .string(workflow)), ("profile", .string(profile)),
                ("never", .string(lack.rawValue)), ("subject", .string(subject)),
            ])
        )
    }
}

extension Completeness.Count {
    fileprivate init(adding counts: [Completeness.Count]) {
        self.init(profile: counts.first?.profile ?? "", workflow: "")
        for count in counts {
            taken += count.taken
            transitions += count.transitions
            seen += count.seen
            outcomes += count.outcomes
        }
    }

    fileprivate var text: String {
        "\(taken) of \(transitions) transitions, \(seen) of \(outcomes) outcomes of requirements"
    }

    fileprivate var value: Value {
        .map(
            ValueMap([
                ("profile", .string(profile)), ("workflow", .string(workflow)), ("taken", .int(Int64(taken))),
                ("transitions", .int(Int64(transitions))), ("seen", .int(Int64(seen))),
                ("outcomes", .int(Int64(outcomes))),
            ])
        )
    }
}
