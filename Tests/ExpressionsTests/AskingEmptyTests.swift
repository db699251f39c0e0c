import Expressions
import Testing

/// Whether a condition needs a variable that is empty.
@Suite("Asking for what is empty")
struct AskingEmptyTests {
    @Test(arguments: [
        "filled(x)",
        "!filled(x) || x > 1",
        "filled(x) && x > 1",
        "!(filled(x) && y == x)",
        "filled(x) ? x > 1 : y > 1",
        "!filled(x) ? y > 1 : x > 1",
        "ys.exists(e, !filled(x) || e != x)",
        "!ys.exists(e, e.open && !(filled(x) && e.name in x))",
        "ys.filter(e, filled(x) && e == x).size() > 0",
        "(filled(x) && y) && x",
        "[y, filled(x) ? x : y] == ys",
        "true || x",
        "y.x == 1",
    ]) func `a mention behind filled asks for nothing`(_ text: String) throws {
        #expect(try !ParsedExpression(parsing: text).asks(forEmpty: "x"))
    }

    @Test(arguments: [
        "x",
        "x.name == 1",
        "filled(y) && x > 1",
        "filled(x) || x > 1",
        "!filled(x) && x > 1",
        "filled(x) ? y > 1 : x > 1",
        "y ? filled(x) : x > 1",
        "filled(x) == (x > 1)",
        "ys.exists(e, e != x)",
        "x.exists(e, filled(x))",
        "ys.map(e, {'name': x}) == ys",
        "size([x]) > 0 || filled(x)",
    ]) func `any other mention does`(_ text: String) throws {
        #expect(try ParsedExpression(parsing: text).asks(forEmpty: "x"))
    }
}
