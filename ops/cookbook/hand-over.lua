-- Hands every open case in which somebody stands to another, as one change set.
-- Shows the consequences; proposes with -v sha=… or -v apply=1, and only if --expect-count fits.
--   anwei console … -f hand-over.lua -v from=lin -v to=chen -v text=林員離職 -v doc=人事令第3號 --expect-count 2
local s = changeset("移交 " .. args.from .. " 之案件予 " .. args.to)
local function names(value)
    if type(value) ~= "table" then return value == args.from end
    for _, part in pairs(value) do
        if names(part) then return true end
    end
    return false
end
local count = 0
for c in cases{closed = false} do
    if names(c.data) then
        s:reassign(c, args.from, args.to)
        count = count + 1
    end
end
if count == 0 then
    s:withdraw()
    print("0")
    exit(0)
end
local seen = s:diff()
if args.apply or args.sha then
    s:propose{code = "handover", text = args.text, doc = args.doc, sha = args.sha or seen.sha}
else
    print("fingerprint", seen.sha)
    s:withdraw()
end
