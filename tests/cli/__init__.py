"""Tests of levier.cli."""
