"""Make the reference pages of the documentation out of the program and its data."""
