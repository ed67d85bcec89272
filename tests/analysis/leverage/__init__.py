"""Tests of leverage."""
