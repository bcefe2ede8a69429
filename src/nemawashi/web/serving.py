"""Serving on this machine: the port asked for, or the next one that is free."""

import socket
from collections.abc import Callable

import uvicorn
from fastapi import FastAPI

from nemawashi.errors import Fault, Refused
from nemawashi.web.warming import warm

__all__ = ["free_port", "serve"]

HOST = "127.0.0.1"
TRIES = 50


def free_port(first: int) -> int:
    """The first port from ``first`` on that nothing listens on."""
    for port in range(first, min(first + TRIES, 65536)):
        with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((HOST, port))
            except OSError:
                continue
            return port
    rule = f"one of {TRIES} ports from the one asked for is free"
    raise Refused(Fault("--port", f"ports {first} to {first + TRIES - 1} are all taken", rule, "name another with --port"))


def serve(app: FastAPI, port: int, told: Callable[[str], None]) -> None:
    """Serve until interrupted; ``told`` gets the address once the port is known."""
    chosen = free_port(port)
    told(f"http://{HOST}:{chosen}/")
    warm(app.state.bench)
    uvicorn.run(app, host=HOST, port=chosen, log_level="warning", access_log=False)
