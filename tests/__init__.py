"""Tests, mirroring `src/levier/`."""
