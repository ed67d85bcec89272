"""Bargaining power on networks small enough for hand values."""
