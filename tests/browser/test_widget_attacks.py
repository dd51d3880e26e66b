"""Attack strings as message, as page locale, as session and in the history: nothing executes, nothing breaks."""

from __future__ import annotations

import base64
import json

import pytest
from playwright.sync_api import expect

from tests.browser.attacks import ATTACKS
from tests.browser.widget_page import PHONE, call


def _new(server) -> str:
    return call(server.url, "POST", "session", body={})[1]["token"]


def _unharmed(chat) -> None:
    """No script ran, nothing was loaded, nothing sticks out of its place."""
    assert chat.page.evaluate("window.attacked") is None
    assert chat.page.evaluate("({}).attacked") is None
    assert chat.find("script, img, iframe, object, embed, form form, .message svg :is(script, animate, foreignObject, use)").count() == 0
    assert chat.find("#log").evaluate("(log) => log.scrollWidth <= log.clientWidth"), "something is wider than the log"
    assert chat.page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    assert chat.page.evaluate(
        "[...document.querySelector('antwerp-chat').shadowRoot.querySelectorAll('.message')].every((message) => { const box = message.getBoundingClientRect(); return box.left >= 0 && box.right <= innerWidth })"
    )


def test_there_are_at_least_sixty() -> None:
    """The list is as long as it was asked to be."""
    assert len(set(ATTACKS)) >= 60


def test_sent_as_messages_and_read_back_as_history(visit, server):
    """Each one typed into a page, answered, and shown again after a reload."""
    foreign: list[str] = []
    chat = visit(viewport=PHONE)
    chat.page.on("request", lambda request: None if request.url.startswith(server.url) else foreign.append(request.url))
    chat.open()
    for start in range(0, len(ATTACKS), 15):  # fewer than the twenty a minute that a session may send
        some = [attack for attack in ATTACKS[start : start + 15] if attack.strip()]
        chat.menu(0)
        expect(chat.turns).to_have_count(0)
        for attack in some:
            chat.find("#input").fill(attack)
            chat.find(".send").click()
        expect(chat.find('.turn[data-state="answered"]')).to_have_count(chat.turns.count(), timeout=60_000)
        _unharmed(chat)
        count = chat.turns.count()
        chat.page.reload()
        chat.open()
        expect(chat.turns).to_have_count(count)
        _unharmed(chat)
    assert foreign == []


def test_as_page_locale(server):
    """Whatever the page calls its language, the message is answered, in a language that is spoken."""
    for number, attack in enumerate(ATTACKS):
        if number % 15 == 0:
            token = _new(server)
        status, body, _ = call(server.url, "POST", "message", token, {"id": f"locale-{number:06}", "text": "Samsung?", "locale": attack})
        assert status == 200 and '"kind"' in body, (attack, status, body)
        custom = json.loads(body.rsplit("data: ", 1)[1])["messages"][-1]["custom"]
        assert custom["language"] in ("en", "nl", "fr", "de", "ko", "zh")


def test_as_the_pages_lang_attribute(visit):
    """The widget shows itself in a language it has."""
    chat = visit()
    for attack in ATTACKS:
        chat.page.evaluate("(lang) => document.documentElement.setAttribute('lang', lang)", attack)
    chat.open()
    expect(chat.find(".root")).to_have_attribute("lang", "en")
    _unharmed(chat)


def test_as_session(server):
    """401, and never a fault."""
    for attack in ATTACKS:
        raw = attack.encode("utf-8", "replace").hex() if any(ord(c) < 32 or ord(c) > 255 for c in attack) else attack
        for method, name, body in (
            ("GET", "history", None),
            ("DELETE", "session", None),
            ("POST", "session", {}),
            ("POST", "message", {"id": "x" * 8, "text": "hi"}),
        ):
            status, _, _ = call(server.url, method, name, raw, body)
            assert status == 401, (attack, method, name, status)


def test_kept_by_the_browser(visit, server):
    """A browser's store that somebody else wrote to: the widget opens, and answers."""
    for kept in (
        "null",
        "[]",
        "{",
        '{"token": {"a": 1}, "unsent": "x", "language": "<script>"}',
        json.dumps({"token": ATTACKS[0], "unsent": [{"id": "x", "text": ATTACKS[10], "locale": None}, None, 3]}),
    ):
        chat = visit()
        chat.page.evaluate("([key, value]) => localStorage.setItem(key, value)", [f"antwerp-chat {server.url}", kept])
        chat.page.reload()
        chat.open()
        chat.ask("Who led the mission?", answered=False)
        expect(chat.find('.turn[data-state="answered"]')).to_have_count(1)
        _unharmed(chat)


def test_a_reply_that_is_not_ours(visit):
    """Even a server that turned bad can make the widget show text only: no script, no link but http and https."""
    chat = visit()
    turns = []
    for number, attack in enumerate(ATTACKS):
        custom = {
            "kind": "answer",
            "language": attack,
            "facts": [attack],
            "suggestions": [{"title": attack or "x", "payload": attack or "x"}],
            "source": {"title": attack, "url": attack, "date": attack, "paragraph": attack},
        }
        turns.append({"id": f"turn{number:06}", "text": attack, "messages": [{"text": attack or "x"}, {"custom": custom}]})
    chat.page.evaluate("([key, value]) => localStorage.setItem(key, value)", [f"antwerp-chat {chat.server}", '{"token": "x"}'])
    chat.page.route("**/webhooks/web/history", lambda route: route.fulfill(json={"turns": turns}))
    chat.page.reload()
    chat.open()
    expect(chat.turns).to_have_count(len(ATTACKS))
    _unharmed(chat)
    for address in chat.find("a").evaluate_all("(links) => links.map((link) => link.href)"):
        assert address.startswith(("http://", "https://"))


def test_another_sessions_history_is_refused(visit, server):
    """Neither guessed, nor changed, nor signed by somebody else, nor without a signature."""
    chat = visit().open()
    chat.ask("Who led the mission?")
    own = chat.token
    head, claims, signature = own.split(".")
    told = json.loads(base64.urlsafe_b64decode(claims + "=="))
    other = base64.urlsafe_b64encode(json.dumps({**told, "sub": "web-" + "0" * 32}).encode()).decode().rstrip("=")
    unsigned = base64.urlsafe_b64encode(b'{"alg":"none","typ":"JWT"}').decode().rstrip("=")
    for forged in (
        "",
        "x.y.z",
        f"{head}.{other}.{signature}",
        f"{unsigned}.{claims}.",
        f"{unsigned}.{claims}.{signature}",
        f"{head}.{claims}.{signature[:-4]}AAAA",
        told["sub"],
    ):
        assert call(server.url, "GET", "history", forged or None)[0] == 401, forged
        assert call(server.url, "DELETE", "session", forged or None)[0] == 401, forged
    assert call(server.url, "GET", "history", _new(server))[1] == {"turns": []}
    assert len(call(server.url, "GET", "history", own)[1]["turns"]) == 1


@pytest.mark.parametrize(
    ("body", "headers", "status"),
    [
        (b"{", {}, 400),
        (b"[]", {}, 400),
        (b'"x"', {}, 400),
        ({"id": "short", "text": "x"}, {}, 400),
        ({"id": "x" * 8}, {}, 400),
        ({"id": "x" * 8, "text": 5}, {}, 400),
        ({"id": "../../../x", "text": "x"}, {}, 400),
        ({"id": "x" * 8, "text": "x", "locale": []}, {}, 400),
        ({"id": "x" * 8, "text": "x" * 1001}, {}, 413),
        (b" " * 20_000, {}, 413),
        (b"{}", {"Content_Type": "text/plain"}, 415),
        (b"[" * 10_000, {}, 400),
    ],
)
def test_requests_that_are_none(server, body, headers, status):
    """Refused, with the status that says why, and JSON."""
    got, told, got_headers = call(server.url, "POST", "message", _new(server), body, **headers)
    assert got == status and told["code"]
    assert got_headers["cache-control"] == "no-store" and got_headers["x-content-type-options"] == "nosniff"


def test_twenty_messages_a_minute(visit, server):
    """The next one is refused with the time to wait; the widget says so kindly, counts down, and sends it then."""
    chat = visit("ko").open()
    chat.ask("누가 무역사절단을 이끌었나요?")
    for number in range(19):
        assert call(server.url, "POST", "message", chat.token, {"id": f"many-{number:06}", "text": "hi"})[0] == 200
    status, told, headers = call(server.url, "POST", "message", chat.token, {"id": "one-too-many", "text": "hi"})
    assert status == 429 and told["code"] == "too_many" and 0 < int(headers["retry-after"]) <= 60
    chat.ask("안녕하세요", answered=False)
    expect(chat.find(".notice")).to_contain_text("초 뒤에 질문을 보내 드립니다")


def test_the_counter_and_the_limit(visit):
    """A thousand characters go, one more does not; an emoji is one character on both sides."""
    chat = visit().open()
    chat.find("#input").fill("👋" * 1001)
    expect(chat.find("#count")).to_have_text("1 character too many")
    chat.find("#input").press("Enter")
    expect(chat.turns).to_have_count(0)
    chat.ask("👋" * 1000)
    expect(chat.turns).to_have_count(1)


def test_an_operator_sees_that_the_model_is_loaded(server):
    """Without a session."""
    assert call(server.url, "GET", "health")[:2] == (200, {"status": "ok"})


def test_the_page_and_the_api_are_shut(server):
    """Rasa's HTTP API stays off."""
    for name in ("../../version", "../../status", "../../conversations/default/tracker", "../../model"):
        assert call(server.url, "GET", name)[0] == 404
