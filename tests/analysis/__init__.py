"""Tests of `levier.lp`."""
