# Faults planted in the interpreter, one at a time: each must be found by a test that says what it is about.
exec python3 ops/parts/soak/mutations.py
