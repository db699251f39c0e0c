# All Swift tests under ThreadSanitizer.
# shellcheck disable=SC2086
exec timeout --preserve-status "${minutes}m" swift test --sanitize=thread $strict --scratch-path .build/thread
