extension Taipei {
    /// A change of the clocks: from this instant on, Taipei is so many seconds east of Greenwich.
    struct Transition: Sendable {
        let seconds: Int64
        let offset: Int

        init(_ seconds: Int64, _ offset: Int) {
            self.seconds = seconds
            self.offset = offset
        }
    }

    /// Local mean time before 1896: +08:06.
    static let offsetBeforeTransitions = 29_160

    /// Every change since, as the tz database has it for Asia/Taipei; oldest first.
    static let transitions: [Transition] = [
        Transition(-2_335_248_360, 28_800),  // 1895-12-31 15:54 UTC
        Transition(-1_017_820_800, 32_400),  // 1937-09-30 16:00 UTC
        Transition(-766_224_000, 28_800),  // 1945-09-20 16:00 UTC
        Transition(-745_833_600, 32_400),  // 1946-05-14 16:00 UTC
        Transition(-733_827_600, 28_800),  // 1946-09-30 15:00 UTC
        Transition(-716_889_600, 32_400),  // 1947-04-14 16:00 UTC
        Transition(-699_613_200, 28_800),  // 1947-10-31 15:00 UTC
        Transition(-683_884_800, 32_400),  // 1948-04-30 16:00 UTC
        Transition(-670_669_200, 28_800),  // 1948-09-30 15:00 UTC
        Transition(-652_348_800, 32_400),  // 1949-04-30 16:00 UTC
        Transition(-639_133_200, 28_800),  // 1949-09-30 15:00 UTC
        Transition(-620_812_800, 32_400),  // 1950-04-30 16:00 UTC
        Transition(-607_597_200, 28_800),  // 1950-09-30 15:00 UTC
        Transition(-589_276_800, 32_400),  // 1951-04-30 16:00 UTC
        Transition(-576_061_200, 28_800),  // 1951-09-30 15:00 UTC
        Transition(-562_924_800, 32_400),  // 1952-02-29 16:00 UTC
        Transition(-541_760_400, 28_800),  // 1952-10-31 15:00 UTC
        Transition(-528_710_400, 32_400),  // 1953-03-31 16:00 UTC
        Transition(-510_224_400, 28_800),  // 1953-10-31 15:00 UTC
        Transition(-497_174_400, 32_400),  // 1954-03-31 16:00 UTC
        Transition(-478_688_400, 28_800),  // 1954-10-31 15:00 UTC
        Transition(-465_638_400, 32_400),  // 1955-03-31 16:00 UTC
        Transition(-449_830_800, 28_800),  // 1955-09-30 15:00 UTC
        Transition(-434_016_000, 32_400),  // 1956-03-31 16:00 UTC
        Transition(-418_208_400, 28_800),  // 1956-09-30 15:00 UTC
        Transition(-402_480_000, 32_400),  // 1957-03-31 16:00 UTC
        Transition(-386_672_400, 28_800),  // 1957-09-30 15:00 UTC
        Transition(-370_944_000, 32_400),  // 1958-03-31 16:00 UTC
        Transition(-355_136_400, 28_800),  // 1958-09-30 15:00 UTC
        Transition(-339_408_000, 32_400),  // 1959-03-31 16:00 UTC
        Transition(-323_600_400, 28_800),  // 1959-09-30 15:00 UTC
        Transition(-302_515_200, 32_400),  // 1960-05-31 16:00 UTC
        Transition(-291_978_000, 28_800),  // 1960-09-30 15:00 UTC
        Transition(-270_979_200, 32_400),  // 1961-05-31 16:00 UTC
        Transition(-260_442_000, 28_800),  // 1961-09-30 15:00 UTC
        Transition(133_977_600, 32_400),  // 1974-03-31 16:00 UTC
        Transition(149_785_200, 28_800),  // 1974-09-30 15:00 UTC
        Transition(165_513_600, 32_400),  // 1975-03-31 16:00 UTC
        Transition(181_321_200, 28_800),  // 1975-09-30 15:00 UTC
        Transition(299_606_400, 32_400),  // 1979-06-30 16:00 UTC
        Transition(307_551_600, 28_800),  // 1979-09-30 15:00 UTC
    ]
}
