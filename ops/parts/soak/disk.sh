# A full disk, a bad disk and a busy file, at every call of a request, of the start and of the closing, round after round.
build_release
rounds=0
while :; do
    python3 -B ops/disk.py --binary "$anwei" --depth 400 --hold 30 --seed "$seed" || exit 1
    rounds=$((rounds + 1))
    seed=$((seed + 1))
    [ "$(date +%s)" -lt "$end" ] || break
done
echo "$rounds rounds"
