"""Tests of levier.analysis.balance."""
