public import CaseEngine

/// The engine is what the doors ask.
extension Engine: CaseService {}
