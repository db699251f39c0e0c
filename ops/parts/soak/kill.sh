# SIGKILL at every write of a scripted run (counted over all threads, with torn writes, and injected by strace), then
# 10,000 at random moments under load.
build_release
python3 -B ops/kill_points.py --binary "$anwei" --requests 200 --piece 20 --seed "$seed" --for "$minutes" || exit 1
python3 -B ops/kill_points.py --binary "$anwei" --requests 60 --piece 20 --tear --seed "$seed" --for "$minutes" || exit 1
python3 -B ops/kill_points.py --binary "$anwei" --requests 20 --piece 10 --with strace --seed "$seed" --for "$minutes" ||
    exit 1
exec python3 -B ops/kill.py --binary "$anwei" --kills 10000 --for "$minutes" --seed "$seed" --clients 8 --databases 4
