"""Parts of the first screen, one a file."""
