# What Debian 12 must have beside Swift; sourced by ops/run, ops/test and .ci/run.

# Which of the system's packages are missing; Graphviz is wanted but not needed.
missing_packages() {
    for package in libsqlite3-dev libreadline-dev liblua5.4-dev graphviz; do
        dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q 'install ok installed' || echo "$package"
    done
    # The tests drive the server and a terminal with it; any Python 3 will do.
    command -v python3 > /dev/null || echo python3
    # The tests break the disk under the server with a small C library.
    command -v cc > /dev/null || echo gcc
}

# Installs what is missing, and says what to do where it cannot.
install_packages() {
    missing="$(missing_packages | tr '\n' ' ')"
    [ -z "$missing" ] && return 0
    elevate=""
    [ "$(id -u)" -eq 0 ] || elevate="sudo -n"
    echo "installing: $missing" >&2
    # shellcheck disable=SC2086
    if ! { $elevate apt-get update -q && $elevate apt-get install -y -q --no-install-recommends $missing; } >&2; then
        echo "無法安裝套件,請由管理者執行 (could not install; ask an administrator to run):" >&2
        echo "    apt-get install $missing" >&2
    fi
    return 0
}
