import CaseEngine
import Values

extension JSONWriter {
    /// What a command has done, as `CaseAPI.WireStep` lays it out: the answer on the hot path.
    ///
    /// - Parameter placed: whether to tell the place in the chain, whose gaps tell of other cases.
    mutating func receipt(_ receipt: Receipt, placed: Bool) {
        raw("{\"number\":")
        string(receipt.number)
        member("revision", integer: receipt.revision)
        if placed { member("sequence", integer: receipt.sequence) }
        member("at", instant: receipt.at)
        member("left", list: receipt.shown(receipt.left)) { $0.state($1) }
        member("entered", list: receipt.shown(receipt.entered)) { $0.state($1) }
        member("changed", list: receipt.changed) { writer, field in
            writer.raw("{\"field\":")
            writer.string(field)
            writer.raw("}")
        }
        raw(",\"deadlines\":[]")
        member("notices", integer: receipt.notices)
        member("started", strings: receipt.started)
        member("dryRun", boolean: receipt.isDryRun)
        member("repeated", boolean: receipt.isRepeated)
        raw("}")
    }
}
