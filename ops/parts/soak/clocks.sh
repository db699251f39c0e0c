#!/bin/sh
# A hundred thousand random lives of cases under a clock that jumps, then jumps under the real server.
build_release
for order in 1 2 3; do
    python3 -B ops/clock_jumps.py --binary "$anwei" --seed "$((seed + order))" || exit 1
done
repeat_tests ClockTests 4000 100000
