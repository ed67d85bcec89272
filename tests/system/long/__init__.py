"""The long horizon on toy systems."""
