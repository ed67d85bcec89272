"""Tests of sanction reach."""
