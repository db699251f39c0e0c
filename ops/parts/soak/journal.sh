# 10,000 random mutations of a journal: the checker of invariants has to see each of them.
build_release
exec python3 -B Tests/InvariantTests/invariant_tests.py "$anwei" --count 10000 --seed "$seed" --jobs "$(nproc)"
