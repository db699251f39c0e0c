# All rehearsals, closed and opened again after every step, round after round.
build_release
rounds=0
while [ "$(date +%s)" -lt "$end" ]; do
    find Tests/Scenarios -name '*.yaml' -print | sort | xargs "$anwei" rehearse --crash > .build/soak.log ||
        { cat .build/soak.log; exit 1; }
    rounds=$((rounds + 1))
done
echo "$rounds rounds"
tail -n 1 .build/soak.log
