"""Strings a person reads, en and ja."""
