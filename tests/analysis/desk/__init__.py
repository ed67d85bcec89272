"""Tests of the desk behind the workbench."""
