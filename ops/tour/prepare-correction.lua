-- A correction of the day before, proposed and agreed to.
if args.step == "propose" then
    local s = changeset "補正獲知時間"
    s:setfield(case "危-社工科-115-0001", "knownAt", "昨日 09:00")
    s:propose{code = "entry-error", text = "登錄錯誤", doc = "電話紀錄第12號", sha = s:diff().sha}
else
    local s = changeset.get(pending()[1].id)
    s:approve{digits = "0001", sha = s:diff().sha}
end
