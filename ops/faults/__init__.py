"""What the tests of faults share: a server with the real program, people who use it, and ways to break it."""
