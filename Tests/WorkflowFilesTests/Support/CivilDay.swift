import CivilCalendar

/// The days that the tests take place on.
enum CivilDay {
    static let example = CivilDate(iso: "2026-11-24")
    static let before = CivilDate(iso: "2021-11-24")
}
