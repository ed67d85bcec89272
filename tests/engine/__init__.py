"""Tests of `levier.engine`."""
