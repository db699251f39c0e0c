# All Swift tests under AddressSanitizer.
# shellcheck disable=SC2086
exec timeout --preserve-status "${minutes}m" swift test --sanitize=address $strict --scratch-path .build/address
