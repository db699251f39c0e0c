# Corrections by chance and their undoing, a database of 300 at a time, until 10,000 or the end.
build_release
tried=0
while [ "$tried" -lt 10000 ] && [ "$(date +%s)" -lt "$end" ]; do
    python3 -B Tests/InvariantTests/correction_tests.py "$anwei" --count 300 --seed "$seed"
    tried=$((tried + 300))
    seed=$((seed + 1))
done
echo "corrections: $tried of 10000"
