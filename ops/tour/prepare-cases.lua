-- Opens reports of harm that nobody has looked at yet, for sessions that need many cases.
for i = 1, math.tointeger(tonumber(args.count)) do
    open{workflow = "threat-report", unit = "haifeng-shegong", data = {
        victims = {{person = "lin", protectedAs = "social-worker", harm = "none"}},
        kinds = {"other-threat"}, harmStatus = "likely", workplace = "interview",
        occurredAt = os.date("%Y-%m-%dT00:00:00+08:00"),
    }}
end
