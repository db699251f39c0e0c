import CivilCalendar
public import Values

/// Every value and clock of the profiles with who confirmed it: what `anwei check --profiles` shows.
///
/// A value stands where a file has it: those of a base once, under the base.
public struct ProfileTable: Sendable, Hashable {
    /// One value of one version of a profile.
    public struct Row: Sendable, Hashable {
        /// The name of the value or clock.
        public let key: String
        /// The profile's name.
        public let profile: String
        /// What people call the profile.
        public let title: LocalizedText
        /// The first day.
        public let from: String
        /// The last day; nil until further notice.
        public let until: String?
        /// The value, null where the source does not say; of a clock, its period.
        public let value: Value
        /// Who of the agency confirmed it; nil while nobody has.
        public let confirmedBy: String?
        /// The clock's rule; nil for a value.
        let clock: ClockRule?
    }

    /// Values before clocks, each by key, profile and date.
    public let rows: [Row]

    /// The table over the texts of files, by path from the workflows folder.
    ///
    /// - Throws: `FileProblems` if a profile cannot be read or is not sound.
    public init(files: [String: [UInt8]]) throws(FileProblems) {
        let set = FileSet(files)
        let problems = (set.findings + set.clashes).filter { $0.severity == .error }
        guard problems.isEmpty else { throw FileProblems(FileCheck.sorted(problems)) }
        let profiles = set.shelf.written.values.sorted {
            ($0.isBase ? 0 : 1, $0.name.text) < ($1.isBase ? 0 : 1, $1.name.text)
        }
        var values: [Row] = []
        var clocks: [Row] = []
        for profile in profiles {
            let merged = set.shelf.merged[profile.name.text]?.versions ?? []
            for version in profile.versions {
                values += version.values.map { key, value in
                    Row(key.text ?? "", value, confirmedBy: version.confirmedBy, profile, version)
                }
            }
            for version in merged {
                let own = Set(
                    version.clocks.filter { $0.name.position.file == profile.name.position.file }.map(
                        \.name.text
                    )
                )
                clocks += version.clocks.compactMap(\.rule).filter { own.contains($0.name) }.map { rule in
                    Row(
                        rule.name,
                        .string(rule.within),
                        confirmedBy: rule.confirmedBy,
                        profile,
                        version,
                        rule
                    )
                }
            }
        }
        rows = ProfileTable.grouped(values) + ProfileTable.grouped(clocks)
    }

    /// By key in alphabetic order; what stands together keeps the order of profiles and dates.
    private static func grouped(_ rows: [Row]) -> [Row] {
        rows.enumerated().sorted { ($0.element.key, $0.offset) < ($1.element.key, $1.offset) }.map(\.element)
    }
}

extension ProfileTable.Row {
    fileprivate init(
        _ key: String,
        _ value: Value,
        confirmedBy: String?,
        _ profile: ProfileFile,
        _ version: ProfileFile.Version,
        _ clock: ClockRule? = nil
    ) {
        self.key = key
        self.value = value
        self.confirmedBy = confirmedBy
        self.profile = profile.name.text
        title = profile.title
        from = version.from.iso
        until = version.until?.iso
        self.clock = clock
    }
}
