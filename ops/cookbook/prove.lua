-- Verifies the journal as far as it is about each case of a list; exit 1 if anything differs.
--   anwei console -r 查核歷程完整性 -f prove.lua [-v unit=haifeng-shegong]
local bad = 0
for c in cases(args.unit and {unit = args.unit} or {}) do
    local report = verify(c.number)
    if not report.ok then bad = bad + 1 end
    printf("%s\t%s\n", c.number, report.ok and "ok" or "DIFFERS")
end
exit(bad == 0 and 0 or 1)
