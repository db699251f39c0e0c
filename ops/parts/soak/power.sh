# Losses of power: what a disk may hold after dropped, reordered and torn writes, recovered and judged.
repeat_tests PowerLossTests 10000 100000
