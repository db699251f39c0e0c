-- What keeps each open case of a workflow from being closed.
--   anwei console -r 查核未結原因 -f why-not-closed.lua -v workflow=threat-report -v action=close
local rows = {}
for c in cases{workflow = args.workflow, closed = false} do
    local trial = c:advance(args.action or "close")
    -- Where the case stands nothing answers to the action: the server says what is possible instead.
    if not trial.ok and #trial.refusals == 0 then
        rows[#rows + 1] = {number = c.number, outcome = "notPossible", text = trial.zh}
    end
    for _, refusal in ipairs(trial.ok and {} or trial.refusals) do
        if refusal.outcome ~= "met" then
            rows[#rows + 1] = {number = c.number, clause = refusal.clause, text = refusal.text, outcome = refusal.outcome}
        end
    end
end
out.rows(rows, {cols = {"number", "clause", "outcome", "text"}})
