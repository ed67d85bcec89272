"""Tests of `levier.analysis.games`."""
