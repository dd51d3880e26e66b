"""The channel's public files: compressed once, with a version, kept long by browsers."""

from __future__ import annotations

import gzip
import hashlib
from pathlib import Path

import brotli
from sanic.request import Request
from sanic.response import HTTPResponse, raw

WEB = Path(__file__).resolve().parent.parent / "web"

FOR_EVER = "public, max-age=31536000, immutable"  # for an address that names the content's version
FOR_A_WHILE = "public, max-age=3600, stale-while-revalidate=86400"  # for the one address that other sites embed


class PublicFile:
    """Bytes that anybody may read, as a response to any request for them.

    Args:
        content: the bytes, uncompressed.
        content_type: their media type.
        headers: further headers of each response.
        caching: `Cache-Control` of a request that names no version.
    """

    def __init__(self, content: bytes, content_type: str, headers: dict[str, str], caching: str = FOR_A_WHILE) -> None:
        self.version = hashlib.sha256(content).hexdigest()[:16]
        self._plain = content
        self._packed = {"br": brotli.compress(content), "gzip": gzip.compress(content, 9, mtime=0)}  # the preferred first
        self._type = content_type
        self._headers = {"X-Content-Type-Options": "nosniff", "Vary": "Accept-Encoding", **headers}
        self._caching = caching

    def response(self, request: Request) -> HTTPResponse:
        """The file, or 304 where the browser has it; brotli or gzip where the browser takes it."""
        accepted = wanted(request.headers.get("accept-encoding", ""))
        encoding = next((encoding for encoding in self._packed if encoding in accepted), None)
        tag = f'"{self.version}-{encoding}"' if encoding else f'"{self.version}"'  # other bytes, another tag (RFC 9110, 8.8.3)
        headers = {**self._headers, "ETag": tag}
        headers["Cache-Control"] = FOR_EVER if request.args.get("v") == self.version else self._caching
        if _names(request.headers.get("if-none-match", ""), tag):
            return HTTPResponse(status=304, headers=headers)
        if encoding:
            return raw(self._packed[encoding], content_type=self._type, headers={**headers, "Content-Encoding": encoding})
        return raw(self._plain, content_type=self._type, headers=headers)


def _names(header: str, tag: str) -> bool:
    """Whether an `If-None-Match` header names `tag`; a proxy may have called it weak."""
    return any(named.strip().removeprefix("W/") in (tag, "*") for named in header.split(",")[:20])


def wanted(header: str) -> list[str]:
    """What an `Accept-...` header names, in lower case, the most wanted first; without what it refuses with `q=0`."""
    found = []
    for part in header.split(",")[:20]:
        name, *parameters = (piece.strip().lower() for piece in part.split(";"))
        qualities = [value.strip() for key, _, value in (parameter.partition("=") for parameter in parameters) if key.strip() == "q"]
        try:
            quality = float(qualities[0]) if qualities else 1.0
        except ValueError:
            continue
        if name and quality > 0:
            found.append((quality, name))
    return [name for _, name in sorted(found, key=lambda pair: -pair[0])]


def read(name: str, content_type: str, **headers: str) -> PublicFile:
    """The file `assistant/web/<name>`; a header's name is written with _ for -.

    Raises:
        FileNotFoundError: there is no such file; `make widget` builds `widget.js`.
    """
    return PublicFile((WEB / name).read_bytes(), content_type, {key.replace("_", "-"): value for key, value in headers.items()})
