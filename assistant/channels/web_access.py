"""Which sites may use the web channel, and the headers that tell a browser so."""

from __future__ import annotations

from typing import Optional
from urllib.parse import urlsplit

from sanic.request import Request
from sanic.response import BaseHTTPResponse

# Nothing that the API sends is a page, and nothing of it may be kept by a cache.
API_HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Vary": "Origin",
}


class Access:
    """Judges where a request comes from.

    Args:
        origins: the sites that may embed the widget beside the assistant's own.
    """

    def __init__(self, origins: list[str]) -> None:
        self._origins = {origin.lower() for origin in origins}

    def allowed_origin(self, request: Request) -> Optional[str]:
        """The other site to name in the answer's CORS headers; None where there is none or it is not in the list."""
        origin = request.headers.get("origin", "").lower()
        return origin if origin in self._origins else None

    def refuses(self, request: Request) -> bool:
        """Whether the request comes from a site that may not use the channel.

        A request without an `Origin` comes from the same site, or from no browser: there the session decides.
        """
        origin = request.headers.get("origin")
        return bool(origin and not self._same_site(origin, request) and self.allowed_origin(request) is None)

    def add_headers(self, request: Request, response: BaseHTTPResponse) -> None:
        """Put the API's security headers, and the CORS headers for an allowed site, on a response."""
        for name, value in API_HEADERS.items():
            response.headers.setdefault(name, value)
        origin = self.allowed_origin(request)
        if origin is None:
            return
        response.headers["Access-Control-Allow-Origin"] = origin
        response.headers["Access-Control-Expose-Headers"] = "Retry-After"
        if request.method == "OPTIONS":
            response.headers["Access-Control-Allow-Methods"] = "GET, POST, DELETE"
            response.headers["Access-Control-Allow-Headers"] = "Authorization, Content-Type"
            response.headers["Access-Control-Max-Age"] = "600"

    @staticmethod
    def _same_site(origin: str, request: Request) -> bool:
        return urlsplit(origin).netloc.lower() == request.headers.get("host", "").lower()
