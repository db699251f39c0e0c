# SIGKILL at random moments under load.
build_release
exec python3 ops/kill.py --binary "$anwei" --kills 1000000 --for "$minutes" --seed "$seed" --clients 16
