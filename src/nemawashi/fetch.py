"""The only room that opens a connection, and only to an address the user named.

Nothing here runs by itself: no updates, no telemetry, no other host than the one in the address and those it redirects to.
"""

import json
import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

from nemawashi.errors import Fault, Refused

__all__ = ["Fetched", "get", "is_address", "post_json"]

_AGENT = "nemawashi"
_CHUNK = 65_536


@dataclass(frozen=True, slots=True)
class Fetched:
    """What an address gave: its bytes and how it calls them."""

    url: str
    content: bytes
    content_type: str


def is_address(text: str) -> bool:
    """Whether ``text`` is an ``http`` or ``https`` address."""
    return text.startswith(("http://", "https://"))


def get(url: str, *, seconds: float = 30.0, largest: int = 20_000_000) -> Fetched:
    """Fetch ``url`` within ``seconds`` altogether and ``largest`` bytes; anything else is refused with its reason."""
    return _send(Request(_checked(url), headers={"User-Agent": _AGENT}), url, seconds, largest)  # noqa: S310 - the scheme is checked


def post_json(
    url: str, body: Mapping[str, Any], *, headers: Mapping[str, str] | None = None, seconds: float = 60.0, largest: int = 4_000_000
) -> Any:
    """Send ``body`` as JSON to ``url`` and give the JSON of the answer."""
    request = Request(  # noqa: S310 - the scheme is checked
        _checked(url),
        data=json.dumps(body).encode(),
        headers={"User-Agent": _AGENT, "Content-Type": "application/json", "Accept": "application/json", **(headers or {})},
        method="POST",
    )
    answer = _send(request, url, seconds, largest)
    try:
        return json.loads(answer.content)
    except ValueError:
        raise Refused(Fault(_shown(url), "an answer that is not JSON", "this address speaks JSON", "check the address")) from None


class _Careful(HTTPRedirectHandler):
    """Follows redirects to web addresses only; a redirect to a file or another scheme is refused."""

    def redirect_request(self, req: Request, fp: Any, code: int, msg: str, headers: Any, newurl: str) -> Request | None:
        _checked(newurl)
        if req.get_method() == "POST" or req.has_header("Authorization"):
            raise Refused(
                Fault(_shown(newurl), "a redirect", "what is sent goes to the address named and no other", "give the final address")
            )
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def _checked(url: str) -> str:
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise Refused(Fault(_shown(url), "not a web address", "an address begins with http:// or https://", "write it in full"))
    return url


def _shown(url: str) -> str:
    """Show the address without user names, passwords and query."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.hostname or ''}{parts.path}" if parts.scheme else url


def _send(request: Request, url: str, seconds: float, largest: int) -> Fetched:
    until = time.monotonic() + seconds
    where = _shown(url)
    try:
        with build_opener(_Careful).open(request, timeout=seconds) as response:
            content = bytearray()
            while chunk := response.read1(_CHUNK):
                content += chunk
                if len(content) > largest:
                    raise Refused(
                        Fault(where, f"more than {largest:,} bytes", f"an answer has at most {largest:,} bytes", "fetch it by hand")
                    )
                if time.monotonic() > until:
                    raise Refused(Fault(where, f"no end within {seconds:g} s", "an address answers in time", "try again later"))
            return Fetched(str(response.geturl()), bytes(content), str(response.headers.get("Content-Type", "")))
    except HTTPError as error:
        raise Refused(Fault(where, f"answered {error.code}", "an address answers 200", "open it in a browser, or save the page")) from None
    except (URLError, OSError, ValueError) as error:
        reason = getattr(error, "reason", error)
        raise Refused(
            Fault(where, f"cannot be reached ({reason})", "the address exists and the network is there", "save the page as a file")
        ) from None
