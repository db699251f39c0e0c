import Expressions
import Values

extension EvaluationError {
    /// What went wrong without any value of the case: faults are kept and shown in clear.
    var withoutValues: String {
        switch code {
        case .undeclaredReference, .noSuchOverload, .integerOverflow, .divisionByZero, .modulusByZero,
            .repeatedKey, .unsupportedKey, .costLimitExceeded:
            message.en
        case .noSuchKey, .indexOutOfRange, .outOfRange, .invalidArgument, .invalidPattern, .host:
            "\(code.rawValue) at \(line):\(column)"
        }
    }
}
