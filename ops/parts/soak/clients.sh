#!/bin/sh
# Ten thousand histories of 64 clients, 500 on each database, the server killed in some, each explained by one order;
# then every kind of falsified history is refused.
build_release
python3 -B Tests/InvariantTests/history_tests.py --count 1000 --seed "$seed"
histories=0
while [ "$histories" -lt 10000 ] && [ "$(date +%s)" -lt "$end" ]; do
    python3 -B ops/concurrency.py --binary "$anwei" --histories 500 --kills 20 --seed "$seed" ||
        { echo "failed with seed $seed"; exit 1; }
    histories=$((histories + 500))
    seed=$((seed + 1))
    echo "$name: $histories of 10000"
done
