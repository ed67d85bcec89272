"""Levier: leverage in cross-border energy and trade systems."""
