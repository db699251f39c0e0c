extension LuaPrelude {
    /// Change sets, the record of the consoles and days off, in Lua: `s = changeset "…"`,
    /// `s:setfield(c, "knownAt", …)`, `d = s:diff()`, `s:propose{code=, text=, doc=, sha = d.sha}`;
    /// `audit{case=}`, `dayoff("115/12/01", "…")`.
    static let changes = """
        local setMethods = {}
        local function numberOf(c) return type(c) == "string" and c or rawOf(c, "案件").number end
        local function operation(self, c, members)
            members.set, members.case = rawOf(self, "更動集").id, numberOf(c)
            request(71, members)
            return self
        end
        function setMethods.setfield(self, c, field, value)
            return operation(self, c, {verb = "setfield", field = field, value = value})
        end
        function setMethods.retime(self, c, entry, o)
            return operation(self, c, {verb = "retime", entry = entry, at = o and o.claimed})
        end
        function setMethods.void(self, c, entry) return operation(self, c, {verb = "void", entry = entry}) end
        function setMethods.append(self, c, action, data, o)
            return operation(self, c, {verb = "append", action = action, data = data or {}, at = o and o.claimed})
        end
        function setMethods.restate(self, c, state) return operation(self, c, {verb = "restate", state = state}) end
        function setMethods.reassign(self, c, from, to)
            return operation(self, c, {verb = "reassign", from = from, to = to})
        end
        function setMethods.recompute(self, c) return operation(self, c, {verb = "recompute"}) end
        function setMethods.drop(self, number)
            request(73, {set = rawOf(self, "更動集").id, act = "drop", operation = number})
            return self
        end
        function setMethods.diff(self)
            local view = request(72, {set = rawOf(self, "更動集").id})
            return {sha = view.fingerprint, cases = view.cases, needsSecond = view.needsSecond, state = view.state}
        end
        local function act(self, name, o)
            local members = {set = rawOf(self, "更動集").id, act = name}
            for key, value in next, o or {} do members[key] = value end
            members.basis, members.doc = members.basis or members.doc, nil
            return request(73, members)
        end
        function setMethods.propose(self, o) return act(self, "propose", o) end
        function setMethods.approve(self, o) return act(self, "approve", o) end
        function setMethods.reject(self, o) return act(self, "reject", o) end
        function setMethods.withdraw(self) return act(self, "withdraw") end
        local function wrapSet(raw)
            return proxy("更動集", "更動集 " .. raw.id, setMethods, {id = raw.id}, raw)
        end
        env.changeset = setmeta({
            get = function(id) return wrapSet(request(72, {set = id, quietly = true})) end,
            undo = function(receipt, title) return wrapSet(request(70, {text = title, undo = receipt})) end,
            migrate = function(workflow, title, states)
                return wrapSet(request(70, {text = title, workflow = workflow, states = states or {}}))
            end,
        }, {
            __metatable = false,
            __call = function(_, title) return wrapSet(request(70, {text = title})) end,
        })
        function env.pending() return list("更動集", request(74)) end
        function env.audit(filter) return list("紀錄", request(75, filter or {})) end
        function env.dayoff(date, name, o)
            return request(76, {date = date, name = name, apply = o and o.apply or false})
        end

        """
}
