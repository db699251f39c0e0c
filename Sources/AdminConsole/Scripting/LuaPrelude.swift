/// The scripts' own functions, in Lua: proxies that catch typing errors, and requests to the console.
///
/// It is trusted and runs once per session. Everything that it takes from the libraries it keeps in locals,
/// so that a script which overwrites `table.concat` harms only itself.
enum LuaPrelude {
    static let source = objects + functions + helpers + simulation + changes + display

    /// What a number of a request means; `ScriptDesk` answers.
    enum Request: UInt32, CaseIterable {
        case caseFile = 1
        case cases
        case deadlines
        case workflows
        case account
        case history
        case actions
        case why
        case form
        case trial
        case apply
        case open
        case verify
        case show
        case now
        case exit
        case print
        case confirm
        case rocTime
        case spelling
        case condition
        case register
        case definition
        case takeOver
        case day
        case workday
        case simulate = 60
        case simulatedMove = 61
        case beginChange = 70
        case operation = 71
        case changeSet = 72
        case changeAct = 73
        case proposals = 74
        case records = 75
        case dayOff = 76

        /// Whether the console answers it without the server.
        var isAnsweredHere: Bool {
            switch self {
            case .show, .now, .exit, .print, .confirm, .rocTime, .spelling, .condition, .day: true
            case .caseFile, .cases, .deadlines, .workflows, .account, .history, .actions, .why, .form, .trial,
                .apply, .open, .verify, .register, .definition, .takeOver, .workday, .simulate,
                .simulatedMove, .beginChange, .operation, .changeSet, .changeAct, .proposals, .records,
                .dayOff:
                false
            }
        }
    }

    private static let objects = """
        local ask, env, setmeta, getmeta, rawget = ...
        local concat, sort, unpack, format = table.concat, table.sort, table.unpack, string.format
        local find, sub, floor = string.find, string.sub, math.floor
        local errors = {__metatable = false}
        function errors.__tostring(e) return e.zh or e.en or "?" end
        function errors.__wire(e)
            return {code = e.code, zh = e.zh, en = e.en, exit = e.exit, clauses = e.clauses}
        end

        -- Asks the console; what it refuses is raised as a structured error.
        local function request(number, value)
            local answer = ask(number, value)
            if answer.error then error(setmeta(answer.error, errors), 0) end
            return answer.value
        end

        local function wrong(zh, en)
            error(setmeta({code = "usage", zh = zh, en = en, exit = 2}, errors), 0)
        end

        local function unknown(kind, key, known)
            local names = {}
            for name in pairs(known) do names[#names + 1] = name end
            sort(names)
            local near = ask(20, {word = tostring(key), names = names}).value
            local hint = #near > 0 and (";是否為 " .. concat(near, "、") .. "?") or ""
            wrong(kind .. "沒有「" .. tostring(key) .. "」" .. hint, kind .. " has no '" .. tostring(key) .. "'")
        end

        -- An object that can be read but not written, whose wrong names are errors.
        local function proxy(kind, title, methods, fields, raw)
            local names = {}
            for name in pairs(methods) do names[name] = true end
            for name in pairs(fields) do names[name] = true end
            return setmeta({}, {
                __metatable = false, __names = names, __kind = kind, __raw = raw,
                __index = function(_, key)
                    local value = methods[key]
                    if value ~= nil then return value end
                    value = fields[key]
                    if value ~= nil then return value end
                    if names[key] then return nil end
                    unknown(kind, key, names)
                end,
                __newindex = function() wrong(kind .. "不可改寫", kind .. " cannot be written to") end,
                __tostring = function() return title end,
                __pairs = function() return next, fields, nil end,
                __wire = function() return raw end,
            })
        end

        """

    private static let functions = """
        local caseMethods, trialMethods = {}, {}
        local wrapCase, list

        local function rawOf(object, kind)
            local meta = getmeta(object)
            if not meta or meta.__kind ~= kind then
                wrong("請用冒號呼叫,例:c:next()", "call it with a colon, such as c:next()")
            end
            return meta.__raw
        end

        function caseMethods.refresh(c) return wrapCase(request(1, rawOf(c, "案件").number)) end
        function caseMethods.history(c) return list("歷程", request(6, rawOf(c, "案件").number)) end
        function caseMethods.next(c) return list("動作", request(7, rawOf(c, "案件").number)) end
        function caseMethods.deadlines(c) return list("時限", rawOf(c, "案件").deadlines) end
        function caseMethods.why(c, action)
            return list("要件", request(8, {number = rawOf(c, "案件").number, action = action}))
        end
        function caseMethods.form(c, action)
            return list("表單", request(9, {number = rawOf(c, "案件").number, action = action}))
        end
        function caseMethods.advance(c, action, data)
            local raw = rawOf(c, "案件")
            local trial = request(10, {
                number = raw.number, action = action, data = data or {}, revision = raw.revision,
            })
            return proxy("試行", "試行 " .. raw.number .. " " .. tostring(action), trialMethods, trial, trial)
        end
        function caseMethods.can(c, action, data)
            local trial = caseMethods.advance(c, action, data)
            return trial.ok, trial.refusals
        end
        function trialMethods.apply(trial, sha)
            local raw = rawOf(trial, "試行")
            return request(11, {
                number = raw.number, action = raw.action, revision = raw.base, sha = sha, known = raw.sha,
            })
        end

        function wrapCase(raw)
            local fields = {
                number = raw.number, ver = raw.revision, workflow = raw.workflow, unit = raw.unit,
                closed = raw.closed,
                opened = raw.openedAt, parent = raw.parent, children = raw.children, data = raw.data,
                state = raw.configuration[1] and raw.configuration[1].id, states = {},
            }
            for i, state in ipairs(raw.configuration) do fields.states[i] = state.id end
            local known = {}
            for name, label in pairs(raw.labels) do
                known[name] = true
                known[label["zh-Hant"]] = true
                if raw.data[name] ~= nil then
                    if fields[name] == nil then fields[name] = raw.data[name] end
                    fields[label["zh-Hant"]] = raw.data[name]
                end
            end
            local title = "case " .. raw.number .. " v" .. raw.revision
            local object = proxy("案件", title, caseMethods, fields, raw)
            local names = getmeta(object).__names
            for name in pairs(known) do names[name] = true end
            names.parent, names.state = true, true
            return object
        end

        env.case = setmeta({
            try = function(number)
                local ok, value = pcall(request, 1, number)
                if ok then return wrapCase(value) end
                return nil, value
            end,
        }, {
            __metatable = false,
            __call = function(_, number) return wrapCase(request(1, number)) end,
        })

        function list(kind, rows, wrap)
            local methods = {}
            function methods.sort(self, key)
                sort(rows, function(a, b) return tostring(a[key] or "") < tostring(b[key] or "") end)
                return self
            end
            function methods.limit(self, count)
                for i = #rows, count + 1, -1 do rows[i] = nil end
                return self
            end
            function methods.rows() return rows end
            function methods.count() return #rows end
            local object = proxy(kind, kind .. "清單(" .. #rows .. " 筆)", methods, {}, rows)
            local meta = getmeta(object)
            local at = 0
            meta.__call = function()
                at = at + 1
                if rows[at] == nil then at = 0 return nil end
                return wrap and wrap(rows[at]) or rows[at]
            end
            meta.__index = function(_, key)
                if type(key) == "number" then return rows[key] and (wrap and wrap(rows[key]) or rows[key]) end
                if methods[key] then return methods[key] end
                unknown(kind, key, methods)
            end
            meta.__len = function() return #rows end
            return object
        end

        function env.cases(filter)
            local function whole(row) return wrapCase(request(1, row.number)) end
            return list("案件", request(2, filter or {}), whole)
        end
        function env.deadlines(filter) return list("時限", request(3, filter or {})) end
        function env.workflows() return list("流程", request(4)) end
        function env.me() return request(5) end
        function env.verify(number) return request(13, number) end
        function env.open(what)
            if type(what) ~= "table" then
                wrong("用法:open{workflow=, unit=, data={}}", "usage: open{workflow=, unit=, data={}}")
            end
            return wrapCase(request(12, what))
        end
        function env.exit(code) ask(16, code or 0) end
        function env.confirm(text) return request(18, tostring(text)) end
        function env.printf(pattern, ...) request(17, format(pattern, ...)) end
        function env.roc(time) return request(19, time) end

        -- Whether the condition of an \\if holds.
        function env.test(value) request(21, not not value) end
        function env.people(pattern) return list("人員", request(22, {part = "people", pattern = pattern})) end
        function env.units(pattern) return list("單位", request(22, {part = "units", pattern = pattern})) end
        function env.sites(pattern) return list("場所", request(22, {part = "sites", pattern = pattern})) end
        function env.tasks() return list("時限", request(3, {mine = true})) end
        function env.workflow(name)
            local raw = request(23, name)
            return proxy("流程", "workflow " .. raw.name, {}, raw, raw)
        end
        function env.rules(name)
            local rows = {}
            local names = name and {{name = name}} or request(4)
            for i = 1, #names do
                local definition = request(23, names[i].name)
                for j = 1, #definition.deadlines do
                    local rule = definition.deadlines[j]
                    rule.workflow = definition.name
                    rows[#rows + 1] = rule
                end
            end
            return list("規則", rows)
        end
        function env.takeover(what)
            if type(what) ~= "table" then
                wrong("用法:takeover{workflow=, unit=, data={}, at=, paper={reference=}, steps={}}",
                    "usage: takeover{workflow=, unit=, data={}, at=, paper={reference=}, steps={}}")
            end
            return wrapCase(request(24, what))
        end

        """

    private static let helpers = """
        env.text = {
            trim = function(s)
                local first, last = 1, #s
                local blanks = " \\t\\n\\r"
                while first <= last and find(blanks, sub(s, first, first), 1, true) do first = first + 1 end
                while last >= first and find(blanks, sub(s, last, last), 1, true) do last = last - 1 end
                return sub(s, first, last)
            end,
            split = function(s, mark)
                local parts, from = {}, 1
                if mark == nil or mark == "" then
                    wrong("text.split 須有分隔字串", "text.split needs a separator")
                end
                while true do
                    local first, last = find(s, mark, from, true)
                    if not first then break end
                    parts[#parts + 1] = sub(s, from, first - 1)
                    from = last + 1
                end
                parts[#parts + 1] = sub(s, from)
                return parts
            end,
        }

        local function rowsOf(rows)
            local meta = getmeta(rows)
            return meta and meta.__kind and meta.__raw or rows
        end
        -- Rows by the text of a member, and how many there are of each.
        function env.group(rows, key)
            local groups = {}
            for _, row in ipairs(rowsOf(rows)) do
                local value = row[key]
                local name = type(value) == "table" and (value["zh-Hant"] or "?") or tostring(value)
                groups[name] = groups[name] or {}
                groups[name][#groups[name] + 1] = row
            end
            return groups
        end
        function env.count(rows, key)
            if key == nil then return #rowsOf(rows) end
            local counts = {}
            for name, group in pairs(env.group(rows, key)) do counts[name] = #group end
            return counts
        end
        env.mask = {
            name = function(s)
                if utf8.len(s) == nil or utf8.len(s) < 2 then return s end
                local second = utf8.offset(s, 2)
                local last = utf8.offset(s, -1)
                local middle = utf8.len(s) - 2
                if middle < 1 then return sub(s, 1, second - 1) .. "○" end
                return sub(s, 1, second - 1) .. string.rep("○", middle) .. sub(s, last)
            end,
        }
        env.date = {
            roc = function(text) return request(25, {text = text}).roc end,
            iso = function(text) return request(25, {text = text}).iso end,
            add = function(text, days, unit)
                if unit == "工作日" or unit == "workday" then
                    return request(26, {text = text, add = days}).iso
                end
                if unit ~= nil and unit ~= "日" and unit ~= "day" then
                    wrong("date.add 的單位為 日 或 工作日", "date.add takes day or workday")
                end
                return request(25, {text = text, add = days}).iso
            end,
            diff = function(a, b) return request(25, {text = b}).day - request(25, {text = a}).day end,
        }

        -- The clock of the console, always Asia/Taipei.
        env.os.time = function() return request(15) end
        env.os.date = function(pattern, time)
            time = (time or request(15)) + 8 * 3600
            local days, seconds = time // 86400, time % 86400
            local z = days + 719468
            local era = z // 146097
            local doe = z - era * 146097
            local yoe = (doe - doe // 1460 + doe // 36524 - doe // 146096) // 365
            local doy = doe - (365 * yoe + yoe // 4 - yoe // 100)
            local mp = (5 * doy + 2) // 153
            local month = mp < 10 and mp + 3 or mp - 9
            local year = yoe + era * 400 + (month <= 2 and 1 or 0)
            local parts = {
                Y = format("%04d", year), m = format("%02d", month),
                d = format("%02d", doy - (153 * mp + 2) // 5 + 1),
                H = format("%02d", seconds // 3600), M = format("%02d", seconds // 60 % 60),
                S = format("%02d", seconds % 60),
            }
            parts.F = parts.Y .. "-" .. parts.m .. "-" .. parts.d
            parts.T = parts.H .. ":" .. parts.M .. ":" .. parts.S
            local text = string.gsub(pattern or "%F %T", "%%(%a)", function(letter)
                return parts[letter] or wrong("os.date 無 %" .. letter, "os.date has no %" .. letter)
            end)
            return text
        end

        """

    private static let display = """
        local function show(kind, value, options)
            request(14, {kind = kind, value = value, options = options})
        end
        local function plain(value)
            local kind = type(value)
            return kind ~= "table" and kind ~= "nil"
        end

        env.out = {
            rows = function(rows, options) show("rows", rows, options) end,
            table = function(rows, options) show("table", rows, options) end,
            vertical = function(rows, options) show("vertical", rows, options) end,
            json = function(value) show("json", value) end,
            jsonl = function(rows) show("jsonl", rows) end,
            csv = function(rows, options) show("csv", rows, options) end,
        }

        local function display(value)
            if value == nil then return end
            if plain(value) then return request(17, tostring(value) .. "\\n") end
            local meta = getmeta(value)
            if meta and meta.__kind == "案件" and meta.__raw.number then return show("case", meta.__raw) end
            if meta and meta.__kind == "試行" then return show("trial", meta.__raw) end
            -- Requirements were shown when they were asked for.
            if meta and meta.__kind == "要件" then return end
            if meta and meta.__kind then return show("rows", meta.__raw, {of = meta.__kind}) end
            if meta and meta.__tostring then return request(17, tostring(value) .. "\\n") end
            show("any", value)
        end
        function env.p(...)
            for i = 1, select("#", ...) do display((select(i, ...))) end
        end

        return function(...)
            local first = ...
            if first ~= nil then
                for i = 9, 2, -1 do env["_" .. i] = env["_" .. (i - 1)] end
                env._1 = env._
                env._ = first
            end
            for i = 1, select("#", ...) do display((select(i, ...))) end
        end
        """
}
