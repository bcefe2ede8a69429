"""bargain."""
