"""Exact frontiers."""
