-- Who looked at a case, when, why, and at which sensitive fields.
--   anwei console -u audit -r 查核案件調閱 -f who-looked.lua -v case=危-社工科-115-0001 [--csv]
local rows = {}
for record in audit{case = args.case} do
    local content = record.content
    rows[#rows + 1] = {
        at = record.at, who = record.name or record.account, step = record.step, why = content.reason,
        what = content.operation or content.text, fields = content.revealed or content.looked,
    }
end
out.rows(rows, {cols = {"at", "who", "step", "why", "what", "fields"}})
