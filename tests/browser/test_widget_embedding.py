"""On other people's pages: the README's two lines, a strict content security policy, and a site that is not in the list."""

from __future__ import annotations

import gzip
import urllib.error
import urllib.request

from playwright.sync_api import expect

from assistant.paths import root

MAX_KILOBYTES = 40


def _page(server: str) -> str:
    return f'<!doctype html>\n<script type="module" src="{server}/widget.js"></script>\n<antwerp-chat></antwerp-chat>'


def test_a_listed_site(visit, server, listed_site, site):
    """Two lines in a blank page: a whole talk, kept over a reload, under a content security policy that allows nothing else."""
    policy = f"default-src 'none'; script-src {server.url}; connect-src {server.url}; require-trusted-types-for 'script'; trusted-types lit-html"
    site.pages["/embed"] = ({"Content-Security-Policy": policy}, _page(server.url))
    violations: list[str] = []
    chat = visit("fr-BE", url=f"{listed_site}/embed")
    chat.page.on("console", lambda message: violations.append(message.text) if "Content Security Policy" in message.text else None)
    chat.open()
    expect(chat.find(".root")).to_have_attribute("lang", "fr")
    chat.ask("Qui conduisait la mission ?")
    assert "Bart De Wever" in chat.answers[0]
    chat.page.reload()
    expect(chat.turns).to_have_count(1)
    chat.menu(1)
    chat.find(".danger").click()
    expect(chat.find(".notice")).to_have_text("Votre conversation a été effacée.")
    assert violations == []


def test_an_unlisted_site(visit, server, unlisted_site, site):
    """The widget shows itself and says that it is not available here; nothing can be asked from there."""
    site.pages["/embed"] = ({}, _page(server.url))
    chat = visit("de", url=f"{unlisted_site}/embed")
    chat.find("#launcher").click()
    expect(chat.find(".notice")).to_have_text("Der Assistent ist auf dieser Website nicht verfügbar.", timeout=15_000)
    told = chat.page.evaluate(
        "(server) => fetch(`${server}/webhooks/web/session`, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: '{}' }).then((r) => r.status, () => 'refused')",
        server.url,
    )
    assert told == "refused"


def test_the_page_it_stands_on_cannot_bend_it(visit, server, listed_site, site):
    """A page's own styles stay outside; its custom properties and parts come in."""
    style = "* { color: lime !important; font-size: 7px !important; display: inline !important } antwerp-chat { --antwerp-chat-accent: #004080 } antwerp-chat::part(send) { border-radius: 3px }"
    site.pages["/styled"] = ({}, f'<!doctype html><html lang="zh-Hans"><style>{style}</style>' + _page(server.url)[15:])
    chat = visit("en", url=f"{listed_site}/styled").open()
    chat.page.mouse.move(0, 0)
    look = chat.find(".send").evaluate("(send) => { const style = getComputedStyle(send); return [style.backgroundColor, style.borderRadius, style.display] }")
    assert look == ["rgb(0, 64, 128)", "3px", "grid"]
    expect(chat.find(".root")).to_have_attribute("lang", "zh")


def test_the_files_are_small_and_kept(server):
    """Under 40 kB gzipped; brotli or gzip; for ever under a version, and asked for again without one."""

    def fetch(path: str, **headers: str):
        return urllib.request.urlopen(urllib.request.Request(server.url + path, headers={name.replace("_", "-"): value for name, value in headers.items()}))

    built = (root() / "assistant" / "web" / "widget.js").read_bytes()
    packed = fetch("/widget.js", Accept_Encoding="gzip")
    assert gzip.decompress(packed.read()) == built
    assert len(gzip.compress(built, 9)) < MAX_KILOBYTES * 1024
    assert fetch("/widget.js", Accept_Encoding="gzip, deflate, br").headers["Content-Encoding"] == "br"
    plain = fetch("/widget.js")
    assert plain.read() == built and "immutable" not in plain.headers["Cache-Control"]
    version = plain.headers["ETag"].strip('"')
    assert "immutable" in fetch(f"/widget.js?v={version}").headers["Cache-Control"]
    try:
        fetch("/widget.js", If_None_Match=f'"{version}"')
    except urllib.error.HTTPError as answer:
        assert answer.code == 304


def test_the_demo_page_is_guarded(server):
    """A strict content security policy, nothing inline, no frame around it."""
    response = urllib.request.urlopen(server.url + "/?lang=ko")
    policy = response.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy and "unsafe" not in policy and "frame-ancestors 'none'" in policy
    page = response.read().decode()
    assert "<style" not in page and " style=" not in page and page.count("<script") == 1 and 'lang="ko"' in page
