/// Reads numbers and signs from what somebody typed into a form field, spaces left out.
struct FormScanner {
    /// What was typed, for the message.
    let written: String
    private let characters: [Character]
    private var position = 0

    init(_ text: String) {
        written = text
        characters = Array(Folded.text(text))
    }

    /// Whether nothing is left.
    var isAtEnd: Bool { position == characters.count }

    /// A problem with the whole text.
    func problem(_ kind: DateProblem.Kind) -> DateProblem { DateProblem(kind, written) }

    /// Takes a sign or word if it comes next.
    mutating func take(_ word: String) -> Bool {
        let end = position + word.count
        guard end <= characters.count, characters[position..<end].elementsEqual(word) else { return false }
        position = end
        skipSpace()
        return true
    }

    /// Takes the first of some words that comes next.
    mutating func takeOne(of words: [String]) -> String? {
        for word in words where take(word) { return word }
        return nil
    }

    /// Takes a run of digits of at most some width.
    mutating func number(upTo width: Int) -> WrittenNumber? {
        var value = 0
        let start = position
        while position < characters.count, let digit = characters[position].asciiDigit {
            // One digit more than any number may have, so that a longer one does not fit and cannot overflow.
            guard position - start <= 8 else { break }
            value = value * 10 + digit
            position += 1
        }
        let taken = position - start
        guard taken > 0, taken <= width else {
            position = start
            return nil
        }
        skipSpace()
        return WrittenNumber(value: value, width: taken)
    }

    private mutating func skipSpace() {
        while position < characters.count, characters[position] == " " { position += 1 }
    }
}

extension Character {
    fileprivate var asciiDigit: Int? {
        guard let ascii = asciiValue, ascii >= 48, ascii <= 57 else { return nil }
        return Int(ascii) - 48
    }
}
