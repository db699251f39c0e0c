/// What a disk may hold after a loss of power: what is durable, and what was written since and may be there or
/// not.
///
/// ```
///  write, cut ──▶ pending ──sync of the file──▶ durable
///  create, delete ──▶ pending binding of the name ──sync of the directory──▶ durable binding
/// ```
struct DiskModel {
    /// A write or a cut that no sync has covered yet.
    struct Change {
        enum Kind {
            case write(offset: Int, bytes: [UInt8])
            case cut(size: Int)
        }

        let position: Int
        let kind: Kind
    }

    /// A file, whatever its name is now.
    struct File {
        var durable: [UInt8] = []
        var pending: [Change] = []
    }

    /// Which file a name stands for; nil for none.
    struct Binding {
        let position: Int
        let file: Int?
    }

    private(set) var files: [Int: File] = [:]
    private(set) var names: [String: (durable: Int?, pending: [Binding])] = [:]
    /// Whether the disk says that it has synced and has not: what a test must notice.
    let ignoresSyncs: Bool
    private var position = 0

    /// A disk with some files, all durable.
    init(_ image: DiskImage = DiskImage(), ignoresSyncs: Bool = false) {
        self.ignoresSyncs = ignoresSyncs
        for (index, (name, bytes)) in image.files.sorted(by: { $0.key < $1.key }).enumerated() {
            // Numbers below zero, so that those of the recording are free.
            files[-1 - index] = File(durable: bytes)
            names[name] = (-1 - index, [])
        }
    }

    /// Whether anything can be lost.
    var isSettled: Bool {
        files.values.allSatisfy { $0.pending.isEmpty } && names.values.allSatisfy { $0.pending.isEmpty }
    }

    /// Takes the next record of the log.
    mutating func apply(_ record: DiskRecord) {
        switch record {
        case .found(let number, let name):
            // The product has created the file itself and synced its directory.
            files[number] = names[name]?.durable.flatMap { files[$0] } ?? File()
            names[name] = (number, [])
        case .created(let number, let name):
            files[number] = File()
            names[name, default: (nil, [])].pending.append(Binding(position: position, file: number))
        case .written(let number, let offset, let bytes):
            change(number, .write(offset: offset, bytes: bytes))
        case .cut(let number, let size): change(number, .cut(size: size))
        case .synced(let number, let limit, let withNames):
            guard !ignoresSyncs else { break }
            files[number]?.settle(before: limit)
            if withNames { settleNames(before: limit) }
        case .deleted(let name, let isSynced):
            names[name, default: (nil, [])].pending.append(Binding(position: position, file: nil))
            if isSynced, !ignoresSyncs { settleNames(before: position + 1) }
        case .mark: break
        }
        position += 1
    }

    private mutating func change(_ number: Int, _ kind: Change.Kind) {
        files[number, default: File()].pending.append(Change(position: position, kind: kind))
    }

    private mutating func settleNames(before limit: Int) {
        for (name, binding) in names {
            let settled = binding.pending.prefix { $0.position < limit }
            guard let last = settled.last else { continue }
            names[name] = (last.file, Array(binding.pending.dropFirst(settled.count)))
        }
    }
}

extension DiskModel.File {
    fileprivate mutating func settle(before limit: Int) {
        var count = 0
        while count < pending.count, pending[count].position < limit {
            durable.apply(pending[count].kind)
            count += 1
        }
        pending.removeFirst(count)
    }
}

extension [UInt8] {
    /// Carries out a write or a cut.
    mutating func apply(_ change: DiskModel.Change.Kind) {
        switch change {
        case .write(let offset, let bytes): lay(bytes, 0..<bytes.count, at: offset)
        case .cut(let size):
            if size < count { removeLast(count - size) } else { grow(to: size) }
        }
    }

    /// Puts a part of some bytes at an offset; a gap before it reads as zeros.
    mutating func lay(_ bytes: [UInt8], _ part: Range<Int>, at offset: Int) {
        grow(to: offset + part.count)
        withUnsafeMutableBytes { target in
            bytes.withUnsafeBytes { source in
                UnsafeMutableRawBufferPointer(rebasing: target[offset..<offset + part.count])
                    .copyMemory(from: UnsafeRawBufferPointer(rebasing: source[part]))
            }
        }
    }

    private mutating func grow(to size: Int) {
        if size > count { append(contentsOf: repeatElement(0, count: size - count)) }
    }
}
