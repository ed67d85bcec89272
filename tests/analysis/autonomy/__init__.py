"""Tests of what independence costs."""
