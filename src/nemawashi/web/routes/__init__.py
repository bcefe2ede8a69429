"""Addresses, a file for each kind of question; each gives the view the command prints with ``--json``."""

from nemawashi.web.routes import case, economy, frontier, packages, papers, reading, record, tariffs

__all__ = ["ROUTERS"]

ROUTERS = (case.router, record.router, reading.router, tariffs.router, packages.router, economy.router, frontier.router, papers.router)
