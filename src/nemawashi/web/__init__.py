"""The local workbench: the same views as JSON, and the page that shows them. Binds to this machine only."""

from nemawashi.web.application import application
from nemawashi.web.serving import serve

__all__ = ["application", "serve"]
