-- A day off that no calendar has, and the deadlines that move. Registers it with --apply.
--   anwei console -u admin -r 登記颱風停班日 --write --credential-file admin.token --apply \
--     -f day-off.lua -v date=115/12/01 -v name=颱風停止上班
dayoff(args.date, args.name)
