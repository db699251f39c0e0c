-- The overdue deadlines of each unit, worst unit first.
--   anwei console -r 查核逾期案件 -f overdue-by-unit.lua [--csv]
local rows = {}
for unit, late in pairs(group(deadlines{overdue = true}, "unit")) do
    local oldest = late[1]
    for _, one in ipairs(late) do
        if (one.due or "~") < (oldest.due or "~") then oldest = one end
    end
    rows[#rows + 1] = {unit = unit, overdue = #late, oldest = oldest.number, title = oldest.title, due = oldest.due}
end
table.sort(rows, function(a, b) return a.overdue > b.overdue end)
out.rows(rows, {cols = {"unit", "overdue", "oldest", "title", "due"}})
