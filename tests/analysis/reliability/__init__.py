"""Stochastic security."""
