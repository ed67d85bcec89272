"""The hourly network of Kazakh power."""
