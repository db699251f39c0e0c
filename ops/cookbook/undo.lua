-- Takes a correction back by its receipt. Shows the consequences; proposes with -v sha=… or -v apply=1.
--   anwei console … -f undo.lua -v receipt=更-115-0001 -v text=更正有誤 -v doc=府社字第2號
local s = changeset.undo(args.receipt, "撤銷 " .. args.receipt)
local seen = s:diff()
if args.apply or args.sha then
    s:propose{code = "undo", text = args.text, doc = args.doc, sha = args.sha or seen.sha}
else
    print("fingerprint", seen.sha)
    s:withdraw()
end
