"""Readers of published trade tables, one a file."""
