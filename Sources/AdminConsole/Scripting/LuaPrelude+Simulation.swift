extension LuaPrelude {
    /// What if, in Lua: `s = sim "NUMBER"`, `s:advance("close", {…})`, `s:wait "3d"`, `s:events()`, `s:now()`.
    static let simulation = """
        local simMethods = {}
        local function simMove(self, move)
            local raw = rawOf(self, "假設")
            local answer = request(61, {id = raw.id, move = move})
            raw.ended, raw.states = answer.ended, answer.states
            for _, event in ipairs(answer.events) do raw.events[#raw.events + 1] = event end
            return answer.ok, answer
        end
        function simMethods.advance(self, action, data, as)
            return simMove(self, {action = action, data = data or {}, as = as})
        end
        function simMethods.wait(self, span) return simMove(self, {wait = tostring(span)}) end
        simMethods["until"] = function(self, time) return simMove(self, {["until"] = tostring(time)}) end
        function simMethods.events(self) return rawOf(self, "假設").events end
        function simMethods.states(self) return rawOf(self, "假設").states end
        function simMethods.now(self) return rawOf(self, "假設").ended end
        function env.sim(number)
            if type(number) ~= "string" then number = rawOf(number, "案件").number end
            local raw = request(60, number)
            raw.events = {}
            return proxy("假設", "假設 " .. raw.number, simMethods, {number = raw.number}, raw)
        end

        """
}
