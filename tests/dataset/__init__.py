"""Tests of levier.dataset."""
