extension ScalarSet {
    /// The Unicode categories and scripts that `\p{...}` knows.
    static let categories: Set<String> = [
        "L", "Lu", "Ll", "Lt", "Lm", "Lo", "M", "Mn", "Mc", "Me", "N", "Nd", "Nl", "No", "P", "Pc", "Pd",
        "Ps", "Pe", "Pi", "Pf", "Po", "S", "Sm", "Sc", "Sk", "So", "Z", "Zs", "Zl", "Zp", "C", "Cc", "Cf",
        "Co", "Cn", "Cs", "Han", "Hiragana", "Katakana", "Bopomofo", "Latin",
    ]

    /// The POSIX classes in brackets (`[[:alpha:]]`), ASCII as in RE2.
    static func posix(_ name: String) -> ScalarSet? {
        switch name {
        case "alnum": ScalarSet(items: [.range(48, 57), .range(65, 90), .range(97, 122)])
        case "alpha": ScalarSet(items: [.range(65, 90), .range(97, 122)])
        case "ascii": ScalarSet(items: [.range(0, 127)])
        case "blank": ScalarSet(items: [.range(9, 9), .range(32, 32)])
        case "cntrl": ScalarSet(items: [.range(0, 31), .range(127, 127)])
        case "digit": digit
        case "graph": ScalarSet(items: [.range(33, 126)])
        case "lower": ScalarSet(items: [.range(97, 122)])
        case "print": ScalarSet(items: [.range(32, 126)])
        case "punct": ScalarSet(items: [.range(33, 47), .range(58, 64), .range(91, 96), .range(123, 126)])
        case "space": ScalarSet(items: [.range(9, 13), .range(32, 32)])
        case "upper": ScalarSet(items: [.range(65, 90)])
        case "word": word
        case "xdigit": ScalarSet(items: [.range(48, 57), .range(65, 70), .range(97, 102)])
        default: nil
        }
    }

    static func isIn(_ scalar: Unicode.Scalar, category name: String) -> Bool {
        switch name {
        case "Han": isIn(scalar, han)
        case "Hiragana": isIn(scalar, [(0x3041, 0x3096), (0x309D, 0x309F)])
        case "Katakana":
            isIn(scalar, [(0x30A1, 0x30FA), (0x30FD, 0x30FF), (0x31F0, 0x31FF), (0xFF66, 0xFF9D)])
        case "Bopomofo": isIn(scalar, [(0x02EA, 0x02EB), (0x3105, 0x312F), (0x31A0, 0x31BF)])
        case "Latin": scalar.properties.name?.hasPrefix("LATIN ") ?? false
        default: abbreviation(of: scalar.properties.generalCategory).hasPrefix(name)
        }
    }

    private static let han: [(UInt32, UInt32)] = [
        (0x2E80, 0x2E99), (0x2E9B, 0x2EF3), (0x2F00, 0x2FD5), (0x3005, 0x3005), (0x3007, 0x3007),
        (0x3021, 0x3029), (0x3038, 0x303B), (0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0xF900, 0xFA6D),
        (0xFA70, 0xFAD9), (0x20000, 0x2A6DF), (0x2A700, 0x2EBE0), (0x2F800, 0x2FA1D), (0x30000, 0x323AF),
    ]

    private static func isIn(_ scalar: Unicode.Scalar, _ ranges: [(UInt32, UInt32)]) -> Bool {
        ranges.contains { scalar.value >= $0.0 && scalar.value <= $0.1 }
    }

    private static func abbreviation(of category: Unicode.GeneralCategory) -> String {
        switch category {
        case .uppercaseLetter: "Lu"
        case .lowercaseLetter: "Ll"
        case .titlecaseLetter: "Lt"
        case .modifierLetter: "Lm"
        case .otherLetter: "Lo"
        case .nonspacingMark: "Mn"
        case .spacingMark: "Mc"
        case .enclosingMark: "Me"
        case .decimalNumber: "Nd"
        case .letterNumber: "Nl"
        case .otherNumber: "No"
        case .connectorPunctuation: "Pc"
        case .dashPunctuation: "Pd"
        case .openPunctuation: "Ps"
        case .closePunctuation: "Pe"
        case .initialPunctuation: "Pi"
        case .finalPunctuation: "Pf"
        case .otherPunctuation: "Po"
        case .mathSymbol: "Sm"
        case .currencySymbol: "Sc"
        case .modifierSymbol: "Sk"
        case .otherSymbol: "So"
        case .spaceSeparator: "Zs"
        case .lineSeparator: "Zl"
        case .paragraphSeparator: "Zp"
        case .control: "Cc"
        case .format: "Cf"
        case .surrogate: "Cs"
        case .privateUse: "Co"
        case .unassigned: "Cn"
        @unknown default: "Cn"
        }
    }
}
