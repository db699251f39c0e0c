-- Takes all open cases of a workflow over to the version in force, as one change set.
-- Shows the consequences; proposes with -v sha=… or -v apply=1.
--   anwei console … -f migrate.lua -v workflow=threat-report -v text=流程修正 -v doc=府社字第1號 --expect-count 40
local s = changeset.migrate(args.workflow, "改用現行版本:" .. args.workflow)
local seen = s:diff()
if args.apply or args.sha then
    s:propose{code = "law", text = args.text, doc = args.doc, sha = args.sha or seen.sha}
else
    print("fingerprint", seen.sha)
    s:withdraw()
end
