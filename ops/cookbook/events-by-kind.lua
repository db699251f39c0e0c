-- A year's events by unit and kind, for the yearly report. Numbers alone, no names.
--   anwei console -r 年度統計匯出 --reason-code export -f events-by-kind.lua -v year=114 --csv
local year = tostring(math.tointeger(tonumber(args.year)) + 1911)
local labels = {}
for w in workflows() do
    for _, field in ipairs(w.name == "threat-report" and w.asks or {}) do
        for _, option in ipairs(field.name == "kinds" and field.options or {}) do
            labels[option.value] = option.label["zh-Hant"]
        end
    end
end
local counts, rows = {}, {}
for c in cases{workflow = "threat-report"} do
    local at = c.data.occurredAt or c.opened
    for _, kind in ipairs(string.sub(at, 1, 4) == year and c.data.kinds or {}) do
        local key = c.unit .. "\t" .. kind
        if not counts[key] then
            counts[key] = {unit = c.unit, kind = labels[kind] or kind, count = 0}
            rows[#rows + 1] = counts[key]
        end
        counts[key].count = counts[key].count + 1
    end
end
table.sort(rows, function(a, b) return a.unit .. a.kind < b.unit .. b.kind end)
out.rows(rows, {cols = {"unit", "kind", "count"}})
