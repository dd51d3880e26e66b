"""Which sites may use the web channel."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from assistant.channels.web_access import Access

ACCESS = Access(["https://www.example.org", "http://localhost:8000"])


def _request(origin: str | None = None, host: str = "chat.example", method: str = "POST") -> SimpleNamespace:
    return SimpleNamespace(headers={"host": host, **({"origin": origin} if origin is not None else {})}, method=method)


@pytest.mark.parametrize("origin", [None, "", "https://chat.example", "https://www.example.org", "HTTPS://WWW.EXAMPLE.ORG", "http://localhost:8000"])
def test_who_may(origin):
    assert not ACCESS.refuses(_request(origin))


@pytest.mark.parametrize(
    "origin",
    [
        "null",
        "https://example.org",
        "http://www.example.org",
        "https://www.example.org.evil.example",
        "https://www.example.org:444",
        "https://chat.example.evil.example",
        "file://",
        "http://localhost:8001",
        "x" * 9_999,
    ],
)
def test_who_may_not(origin):
    assert ACCESS.refuses(_request(origin))
    response = SimpleNamespace(headers={})
    ACCESS.add_headers(_request(origin), response)
    assert not any(name.startswith("Access-Control") for name in response.headers)


def test_a_listed_site_is_told_so():
    response = SimpleNamespace(headers={})
    ACCESS.add_headers(_request("https://www.example.org", method="OPTIONS"), response)
    assert response.headers["Access-Control-Allow-Origin"] == "https://www.example.org"
    assert "Authorization" in response.headers["Access-Control-Allow-Headers"] and "DELETE" in response.headers["Access-Control-Allow-Methods"]
    assert response.headers["Vary"] == "Origin" and response.headers["Cache-Control"] == "no-store"


def test_an_own_page_behind_a_proxy_that_puts_another_host_is_let_in_by_the_list_alone():
    request = _request("https://assistant.example", host="127.0.0.1:5005")
    assert Access([]).refuses(request)
    assert not Access(["https://assistant.example"]).refuses(request)
