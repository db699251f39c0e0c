import LuaScripting
import Testing

@Suite(.enabled(if: LuaSession.release == nil)) struct `Built without Lua` {
    @Test func `there is no session, and that is all`() {
        #expect(LuaSession(host: Recorder()) == nil)
    }
}
