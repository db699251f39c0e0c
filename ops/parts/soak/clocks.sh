#!/bin/sh
# A hundred thousand random lives of cases under a clock that jumps, then jumps under the real server.
repeat_tests ClockTests 4000 100000
build_release
python3 -B ops/clock_jumps.py --binary "$anwei" --seed "$seed"
