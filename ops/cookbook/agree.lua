-- The second person: shows what waits, and with -v set=…, -v sha=… and -v digits=… agrees to exactly that.
--   anwei console -u zhou -r 核可更正內容 --write --credential-file zhou.token -f agree.lua [-v set=D-1 -v sha=… -v digits=0001]
if not args.set then
    for set in pending() do
        print(set.id, set.text, set.author)
        changeset.get(set.id):diff()
    end
else
    local s = changeset.get(args.set)
    s:diff()
    s:approve{sha = args.sha, digits = args.digits}
end
