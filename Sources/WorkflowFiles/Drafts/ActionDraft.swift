/// An action as a file gives it.
struct ActionDraft {
    /// What it does.
    indirect enum Kind {
        case set([(path: SourceText, value: ValueDraft)])
        case raise(SourceText, PayloadDraft)
        case send(SendDraft)
        case cancel(NameDraft)
        case choose([Branch], else: [ActionDraft])
        case forEach(item: SourceText, index: SourceText?, in: SourceText, do: [ActionDraft])
        case start(name: NameDraft, workflow: NameDraft, payload: PayloadDraft)
        case notify(SourceText)
        case document(SourceText, PayloadDraft)
    }

    /// One arm of an `if`.
    struct Branch {
        let condition: SourceText
        let actions: [ActionDraft]
    }

    let kind: Kind
    let position: SourcePosition
}

/// A `send` as a file gives it.
struct SendDraft {
    let event: NameDraft
    let to: NameDraft?
    let after: NameDraft?
    let id: NameDraft?
    let store: SourceText?
    let payload: PayloadDraft
}

extension ActionDraft {
    /// The action and all those inside it, in the order of the file.
    var all: [ActionDraft] {
        switch kind {
        case .choose(let branches, let other):
            [self] + branches.flatMap { $0.actions.flatMap(\.all) } + other.flatMap(\.all)
        case .forEach(_, _, _, let actions): [self] + actions.flatMap(\.all)
        case .set, .raise, .send, .cancel, .start, .notify, .document: [self]
        }
    }
}
