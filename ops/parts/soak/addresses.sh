# What C does in the console, alone, under AddressSanitizer, UndefinedBehaviorSanitizer and the leak sanitizer; then all
# Swift tests under AddressSanitizer.
sh ops/parts/soak/console_addresses || exit 1
# shellcheck disable=SC2086
exec timeout --preserve-status "${minutes}m" swift test --sanitize=address $strict --scratch-path .build/address
