/// The functions of the language that are called by name.
///
/// | function | takes | gives |
/// |---|---|---|
/// | `size(x)`, `x.size()` | string, bytes, list, map | int: code points, bytes, elements, pairs |
/// | `s.contains(t)`, `s.startsWith(t)`, `s.endsWith(t)` | strings | bool |
/// | `s.matches(re)`, `matches(s, re)` | strings; RE2's syntax, unanchored, linear time | bool |
/// | `int(x)` | int, uint, double (truncated), string, timestamp (seconds) | int or a range error |
/// | `uint(x)` | int, uint, double (truncated), string | uint or a range error |
/// | `double(x)` | int, uint, double, string | double |
/// | `bool(x)` | bool, string (`1 t true TRUE True`, `0 f false FALSE False`) | bool |
/// | `string(x)` | bool, the numbers, string, bytes (UTF-8), timestamp, duration | string |
/// | `bytes(x)` | string, bytes | bytes: UTF-8 |
/// | `timestamp(x)` | timestamp, string (RFC 3339), int (seconds) | timestamp, years 1 to 9999 |
/// | `duration(x)` | duration, string (`1h30m`, `-1.5s`, `250ms`) | duration, at most 315576000000s |
/// | `dyn(x)` | anything | the same, its type unknown to the checker |
/// | `type(x)` | anything | type |
/// | `t.getFullYear()`, `getMonth()` (0–11), `getDate()` (1–31) | timestamp, zone? | int |
/// | `t.getDayOfMonth()` (0–30) | timestamp, zone? | int |
/// | `t.getDayOfWeek()` (0 = Sunday), `getDayOfYear()` (0–365) | timestamp, zone? | int |
/// | `t.getHours()`, `getMinutes()`, `getSeconds()`, `getMilliseconds()` | timestamp, zone? | int |
/// | `d.getHours()`, `getMinutes()`, `getSeconds()` | duration | int: the whole length in that unit |
/// | `d.getMilliseconds()` | duration | int: those beside the whole seconds |
///
/// A zone is `UTC`, an offset such as `+08:00`, or a name that the host knows, such as `Asia/Taipei`.
///
/// Macros: `has(e.f)`, `e.all(x, p)`, `e.exists(x, p)`, `e.exists_one(x, p)`, `e.filter(x, p)`,
/// `e.map(x, t)`, `e.map(x, p, t)`; `e` is a list, or a map, of which `x` is each key.
///
/// Operators, loosest first: `?:`, `||`, `&&`, `== != < <= > >= in`, `+ -`, `* / %`, `! -`, `e.f`, `e[i]`,
/// `[...]`, `{k: v}`. Numbers compare across int, uint and double but do not mix in arithmetic. `+` also
/// joins strings, bytes and lists, and adds durations to timestamps and durations.
enum StandardFunction: String, Sendable, CaseIterable {
    case size
    case contains
    case startsWith
    case endsWith
    case matches
    case int
    case uint
    case double
    case string
    case bytes
    case bool
    case timestamp
    case duration
    case dyn
    case type
    case getFullYear
    case getMonth
    case getDayOfMonth
    case getDate
    case getDayOfWeek
    case getDayOfYear
    case getHours
    case getMinutes
    case getSeconds
    case getMilliseconds
}
