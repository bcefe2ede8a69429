"""The command line: one file a command, each a thin telling of the same view the page shows."""

from nemawashi.cli.app import app, main

__all__ = ["app", "main"]
