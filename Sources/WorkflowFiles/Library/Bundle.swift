import Casework
import Values

/// All that a workflow is built from, as it is stored: the file, what it includes, the clauses it cites and
/// the profile's values in force.
///
///     {"format":1, "workflow":{"path","text"}, "includes":[{"path","text"}],
///      "clauses":[{"id","citation":{"zh-Hant","en"},"title":{...}}],
///      "profile":{"name","title":{...},"values":{...},"regulations":[...]},
///      "foreign":[keys that only other profiles have],
///      "blanks":{for keys that are null: a value of their type; left out where there are none}}
///
/// The same parts give the same bytes, so the hash says whether two cases follow the same rules.
struct Bundle {
    let workflow: WorkflowParts.Text
    let includes: [WorkflowParts.Text]
    let clauses: [Clause]
    let profile: Profile
    let foreignKeys: [String]
    let blanks: ValueMap

    /// The bytes that are hashed and stored.
    var bytes: [UInt8] {
        var map = ValueMap()
        map["format"] = 1
        map["workflow"] = Bundle.value(workflow)
        map["includes"] = .list(includes.map(Bundle.value))
        map["clauses"] = .list(
            clauses.map { clause in
                .map(
                    ValueMap([
                        ("id", .string(clause.id)), ("citation", Bundle.value(clause.citation)),
                        ("title", Bundle.value(clause.title)),
                    ])
                )
            }
        )
        map["profile"] = .map(
            ValueMap([
                ("name", .string(profile.name)), ("title", Bundle.value(profile.title)),
                ("values", .map(profile.values)),
                ("regulations", .list(profile.regulations.map { .string($0) })),
            ])
        )
        map["foreign"] = .list(foreignKeys.map { .string($0) })
        if !blanks.isEmpty { map["blanks"] = .map(blanks) }
        return Value.map(map).jsonBytes
    }

    private static func value(_ text: WorkflowParts.Text) -> Value {
        .map(
            ValueMap([
                ("path", .string(text.path)), ("text", .string(String(decoding: text.bytes, as: UTF8.self))),
            ])
        )
    }

    private static func value(_ text: LocalizedText) -> Value {
        .map(ValueMap([("zh-Hant", .string(text.zhHant)), ("en", .string(text.en))]))
    }
}
