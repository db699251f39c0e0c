import CaseEngine
import Casework
import Values

/// A few cases of the scenarios in various states.
struct DemoCases {
    private let engine: Engine

    init(_ engine: Engine) { self.engine = engine }

    /// Opens the cases and takes their steps; returns how many there are.
    func play() throws -> Int {
        0
    }
}
