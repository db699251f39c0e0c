-- One field of one case, put right by a change set.
-- Shows the consequences; proposes with the fingerprint that was shown (-v sha=…), or with --apply.
--   anwei console -u cai -r 補正登錄時間 --write --credential-file cai.token -f correct-field.lua \
--     -v case=危機-… -v field=awareAt -v value="昨日 09:00" -v code=entry-error -v text=登錄錯誤 -v doc=電話紀錄第12號
local s = changeset(args.title or "補正登錄")
s:setfield(args.case, args.field, args.value)
local seen = s:diff()
if args.apply or args.sha then
    s:propose{code = args.code, text = args.text, doc = args.doc, sha = args.sha or seen.sha}
else
    print("fingerprint", seen.sha)
    s:withdraw()
end
