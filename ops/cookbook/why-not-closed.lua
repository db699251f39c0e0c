-- What keeps each open case of a workflow from being closed.
--   anwei console -r 查核未結原因 -f why-not-closed.lua -v workflow=threat-report -v action=close
local rows = {}
for c in cases{workflow = args.workflow, closed = false} do
    local ok, refusals = c:can(args.action or "close")
    for _, refusal in ipairs(ok and {} or refusals) do
        if refusal.outcome ~= "met" then
            rows[#rows + 1] = {number = c.number, clause = refusal.clause, text = refusal.text, outcome = refusal.outcome}
        end
    end
end
out.rows(rows, {cols = {"number", "clause", "outcome", "text"}})
