/// What becomes of the writes that no sync has covered when the power goes.
enum Loss: String, CaseIterable {
    /// None has reached the disk.
    case everything
    /// All have.
    case nothing
    /// Some have.
    case some
    /// Some have, and the later before the earlier.
    case reordered
    /// Of each write some sectors have.
    case torn
    /// The same, and some sectors hold neither the old nor the new.
    case garbled
}

extension Loss {
    /// The disk's unit of writing, in bytes: what is never half old, half new.
    static let sector = 512

    /// What the disk holds afterwards.
    func image(of model: DiskModel, _ dice: inout Dice) -> DiskImage {
        var image = DiskImage()
        // Sorted, so that a seed gives the same image again.
        for (name, binding) in model.names.sorted(by: { $0.key < $1.key }) {
            guard let number = number(binding.durable, binding.pending, &dice) else { continue }
            guard let file = model.files[number] else { continue }
            image.files[name] = content(of: file, &dice)
        }
        return image
    }

    /// Which file a name stands for; one binding follows the other, so a prefix of the pending ones holds.
    private func number(_ durable: Int?, _ pending: [DiskModel.Binding], _ dice: inout Dice) -> Int? {
        let kept =
            switch self {
            case .everything: 0
            case .nothing: pending.count
            case .some, .reordered, .torn, .garbled: Int.random(in: 0...pending.count, using: &dice)
            }
        return kept == 0 ? durable : pending[kept - 1].file
    }

    private func content(of file: DiskModel.File, _ dice: inout Dice) -> [UInt8] {
        var bytes = file.durable
        switch self {
        case .everything: return bytes
        case .nothing: for change in file.pending { bytes.apply(change.kind) }
        case .some, .reordered:
            let share = Loss.share(&dice)
            var kept = file.pending.filter { _ in dice.chance(share) }
            if self == .reordered { kept.shuffle(using: &dice) }
            for change in kept { bytes.apply(change.kind) }
        case .torn, .garbled:
            let share = Loss.share(&dice)
            for change in file.pending { tear(change.kind, share, into: &bytes, &dice) }
        }
        return bytes
    }

    /// Keeps each sector of a write with some probability; a cut happens or not.
    private func tear(
        _ change: DiskModel.Change.Kind,
        _ share: Int,
        into bytes: inout [UInt8],
        _ dice: inout Dice
    ) {
        guard case .write(let offset, let new) = change else {
            if dice.chance(share) { bytes.apply(change) }
            return
        }
        var start = 0
        while start < new.count {
            let end = min(new.count, start + Loss.sector - (offset + start) % Loss.sector)
            if dice.chance(share) {
                bytes.lay(new, start..<end, at: offset + start)
            } else if self == .garbled, dice.chance(20) {
                let garbage = (start..<end).map { _ in UInt8.random(in: 0...255, using: &dice) }
                bytes.lay(garbage, 0..<garbage.count, at: offset + start)
            }
            start = end
        }
    }

    /// How many of a hundred are kept: few, half, or nearly all.
    private static func share(_ dice: inout Dice) -> Int {
        [10, 50, 90, 97][Int.random(in: 0..<4, using: &dice)]
    }
}

/// Chance that a seed repeats.
struct Dice: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    /// True so many times in a hundred.
    mutating func chance(_ percent: Int) -> Bool { Int.random(in: 0..<100, using: &self) < percent }
}
