"""Tests of ownership and control."""
