import Casework
import Expressions
import Values

/// The variables of an abstract case, collected from its conditions.
///
/// Two passes: first every condition is announced, so that each field's domain knows all that it is compared
/// with; then formulas are made.
final class VariablePool {
    private(set) var variables: [AbstractVariable] = []
    /// The variables that are comparisons, by each name that they read.
    private(set) var readers: [String: [Int]] = [:]
    /// The variables that a transition's condition asks about, and not an `if` alone.
    private(set) var decisive: Set<Int> = []
    private let fields: [String: FieldType]
    private let data: Set<String>
    private let types: [String: ExpressionType]
    private var literals: [String: [Value]] = [:]
    private var mentioned: Set<String> = []
    private var fieldNumbers: [String: Int] = [:]
    private var isSealed = false
    private var concrete: Set<Int> = []
    private var atoms: [String: AbstractAtom] = [:]
    /// The profile's values, where they are known.
    private let profile: Value?
    /// The roles of which the actor of the requirement at hand holds one.
    private var actorRoles: [String] = []
    /// The fields that each fact is looked up by; empty where that is of no interest.
    private let factFields: [String: [String]]

    /// - Parameters:
    ///   - profile: the values that `profile` stands for; nil for any.
    ///   - facts: the facts whose fields are asked after.
    init(fields: [Field], data: Set<String>, profile: ValueMap? = nil, facts: [FactDraft] = []) {
        self.profile = profile.map { .map($0) }
        factFields = facts.reduce(into: [:]) { found, fact in
            let day = (try? ParsedExpression(parsing: fact.day.text))?.needs ?? []
            found[fact.name.text] = day + fact.places.map(\.text)
        }
        self.fields = Dictionary(fields.map { ($0.name, $0.type) }) { first, _ in first }
        self.data = data
        types = Dictionary(fields.map { ($0.name, CaseDeclarations.type(of: $0.type)) }) { first, _ in first }
    }

    /// Notes what a condition compares.
    func announce(_ text: SourceText) {
        guard let parsed = parsed(text) else { return }
        announce(parsed.conditionTree)
        guard profile != nil else { return }
        mention(parsed.attributes.flatMap { facts(in: $0) })
    }

    /// Ends the collecting: what is not followed by now has no variable.
    func seal() { isSealed = true }

    /// Notes names that are asked after.
    func mention(_ names: [String]) { mentioned.formUnion(names) }

    /// An expression with the profile's values written out; nil if it does not parse.
    func parsed(_ text: SourceText) -> ParsedExpression? {
        let parsed = try? ParsedExpression(parsing: text.text)
        guard let profile else { return parsed }
        return parsed?.knowing("profile", profile)
    }

    private func facts(in path: FieldPath) -> [String] {
        guard path.root == "facts" else { return [] }
        guard path.names.count > 1 else { return factFields.values.flatMap(\.self) }
        return factFields[path.names[1]] ?? []
    }

    /// Notes a value that a field or datum is given.
    func announce(_ value: Value, of name: String) { literals[name, default: []].append(value) }

    private func announce(_ tree: ConditionTree) {
        switch tree {
        case .constant, .inState: break
        case .not(let inner): announce(inner)
        case .all(let parts), .any(let parts): for part in parts { announce(part) }
        case .atom(let atom):
            mentioned.formUnion(atom.reads)
            guard let comparison = atom.comparison else { return }
            literals[comparison.variable, default: []] += comparison.literals
            // A datum that stands alone as a condition is a truth value.
            if atom.text == comparison.variable { announce(.bool(true), of: atom.text) }
        }
    }

    /// The number of a field's or datum's variable; nil for what no condition mentions.
    func field(_ name: String) -> Int? {
        if let known = fieldNumbers[name] { return known }
        guard !isSealed, mentioned.contains(name), fields[name] != nil || data.contains(name) else {
            return nil
        }
        let domain = ValueDomain(fields[name], literals[name] ?? [])
        let number = add(
            AbstractVariable(
                name: name,
                values: domain.values,
                domain: (1 << UInt64(domain.values.count)) - 1,
                lifetime: .kept,
                isTruth: false
            )
        )
        fieldNumbers[name] = number
        if domain.isConcrete { concrete.insert(number) }
        return number
    }

    /// The set of values that a literal stands for.
    func mask(of value: Value, in number: Int) -> UInt64 {
        let variable = variables[number]
        if value == .null { return AbstractVariable.empty }
        guard concrete.contains(number), let bit = variable.values.firstIndex(of: value) else {
            return variable.filled
        }
        return 1 << UInt64(bit)
    }

    /// The formula of a condition; one that does not parse may turn out either way.
    ///
    /// - Parameter roles: those of which the actor holds one; empty where that is not known.
    func formula(_ text: SourceText, locals: [String], isDecisive: Bool, roles: [String] = []) -> Formula {
        guard let parsed = parsed(text) else { return VariablePool.free(text.text) }
        actorRoles = roles
        let made = formula(parsed.conditionTree, locals)
        if isDecisive { decisive.formUnion(made.variables) }
        return made
    }

    /// A condition that is decided anew each time.
    static func free(_ text: String) -> Formula {
        let atom = AbstractAtom(
            text: text,
            variable: nil,
            whenTrue: AbstractVariable.isTrue,
            whenFalse: AbstractVariable.isFalse,
            needs: []
        )
        return .atom(atom)
    }

    private func formula(_ tree: ConditionTree, _ locals: [String]) -> Formula {
        switch tree {
        case .constant(let truth): .constant(truth)
        case .inState(let id): .inState(id)
        case .not(let inner): .not(formula(inner, locals))
        case .all(let parts): .all(parts.map { formula($0, locals) })
        case .any(let parts): .any(parts.map { formula($0, locals) })
        case .atom(let atom): formula(atom, locals)
        }
    }

    private func formula(_ atom: ConditionAtom, _ locals: [String]) -> Formula {
        guard Set(atom.reads).isDisjoint(with: locals) else { return VariablePool.free(atom.text) }
        if let constant = constant(atom) ?? rolesSuffice(atom) { return constant }
        if let known = atoms[atom.text] { return .atom(known) }
        let made = everyChoice(atom) ?? table(atom) ?? truth(atom)
        atoms[atom.text] = made
        return .atom(made)
    }

    /// What an atom comes to that reads nothing, or the profile alone where it is known.
    private func constant(_ atom: ConditionAtom) -> Formula? {
        guard atom.reads.isEmpty || profile != nil && atom.reads == ["profile"],
            case .success(let made) = ExpressionPool.compile(atom.text, variables: ["profile": .dyn])
        else { return nil }
        let binding = OneBinding(name: "profile", binding: profile.map { .value($0) } ?? .absent)
        guard case .value(.bool(let truth)) = made.evaluate(binding).outcome else { return .neither }
        return .constant(truth)
    }

    /// What is asked of the actor's roles holds where each role that may act is enough.
    private func rolesSuffice(_ atom: ConditionAtom) -> Formula? {
        guard atom.reads == ["actor"], atom.someMember?.names == ["actor", "roles"], !actorRoles.isEmpty,
            case .success(let made) = ExpressionPool.compile(atom.text, variables: ["actor": .dyn])
        else { return nil }
        let suffice = actorRoles.allSatisfy { role in
            let actor = Value.map(["roles": .list([.string(role)])])
            return made.evaluate(OneBinding(name: "actor", binding: .value(actor))).outcome
                == .value(.bool(true))
        }
        return suffice ? .constant(true) : nil
    }

    /// A comparison of one field, by trying each of its values.
    private func table(_ atom: ConditionAtom) -> AbstractAtom? {
        guard let name = atom.comparison?.variable, let number = field(name) else { return nil }
        let variable = variables[number]
        var whenTrue: UInt64 = 0
        var whenFalse: UInt64 = 0
        if atom.text == "filled(\(name))" {
            whenTrue = variable.filled
            whenFalse = AbstractVariable.empty
        } else {
            guard concrete.contains(number),
                case .success(let made) = ExpressionPool.compile(
                    atom.text,
                    variables: [name: types[name] ?? .dyn]
                )
            else { return nil }
            for (bit, value) in variable.values.enumerated() {
                let binding: Binding =
                    value.map { .value($0) } ?? (fields[name] == nil ? .value(.null) : .unknown)
                let outcome = made.evaluate(OneBinding(name: name, binding: binding)).outcome
                if outcome == .value(.bool(true)) { whenTrue |= 1 << UInt64(bit) }
                if outcome == .value(.bool(false)) { whenFalse |= 1 << UInt64(bit) }
            }
        }
        return AbstractAtom(
            text: atom.text,
            variable: number,
            whenTrue: whenTrue,
            whenFalse: whenFalse,
            needs: []
        )
    }

    /// What is demanded of every member of a list, where every choice that the form offers meets it: it holds
    /// as soon as the list is filled.
    private func everyChoice(_ atom: ConditionAtom) -> AbstractAtom? {
        guard let name = atom.everyMember, case .list(.choice(let options))? = fields[name],
            let number = field(name),
            case .success(let made) = ExpressionPool.compile(atom.text, variables: [name: .list(.string)]),
            options.allSatisfy({ option in
                let binding = OneBinding(name: name, binding: .value(.list([.string(option.value)])))
                return made.evaluate(binding).outcome == .value(.bool(true))
            })
        else { return nil }
        return AbstractAtom(
            text: atom.text,
            variable: number,
            whenTrue: variables[number].filled,
            whenFalse: 0,
            needs: []
        )
    }

    /// A comparison that is not looked into.
    private func truth(_ atom: ConditionAtom) -> AbstractAtom {
        let needs = atom.needs.filter { fields[$0] != nil }.compactMap { field($0) }
        let number = add(
            AbstractVariable(
                name: atom.text,
                values: [],
                domain: AbstractVariable.truths,
                lifetime: lifetime(atom.reads),
                isTruth: true
            )
        )
        for name in atom.reads { readers[name, default: []].append(number) }
        return AbstractAtom(
            text: atom.text,
            variable: number,
            whenTrue: AbstractVariable.isTrue,
            whenFalse: AbstractVariable.isFalse,
            needs: needs,
            mayNeed: profile == nil ? [] : mayNeed(atom)
        )
    }

    /// The fields that an atom reads on some ways only.
    private func mayNeed(_ atom: ConditionAtom) -> [Int] {
        guard let parsed = try? ParsedExpression(parsing: atom.text) else { return [] }
        let read = parsed.attributes.flatMap { path in
            path.root == "facts" ? facts(in: path) : parsed.asks(forEmpty: path.root) ? [path.root] : []
        }
        return Set(read).subtracting(atom.needs).sorted().filter { fields[$0] != nil }
            .compactMap { field($0) }
    }

    private func lifetime(_ names: [String]) -> AbstractVariable.Lifetime {
        if names.contains("event") { return .message }
        let isKept = names.allSatisfy {
            fields[$0] != nil || data.contains($0) || $0 == "profile" || $0 == "workflow"
        }
        return isKept ? .kept : .event
    }

    private func add(_ variable: AbstractVariable) -> Int {
        variables.append(variable)
        return variables.count - 1
    }
}

/// One variable and nothing else.
private struct OneBinding: Activation {
    let name: String
    let binding: Binding

    func resolve(_ name: String) -> Binding { name == self.name ? binding : .absent }
}
