"""Lost connections, a server that dies in the middle of an answer, sessions that run out: nothing twice, nothing lost."""

from __future__ import annotations

import os
import signal
import time

from playwright.sync_api import expect

from assistant.channels.web_session import LIFETIME, Sessions
from tests.browser.widget_page import call

RESTARTED = 60_000  # ms; the server reads its model anew


def _history(server, chat) -> list[str]:
    return [turn["text"] for turn in call(server.url, "GET", "history", chat.token)[1]["turns"]]


def test_sent_while_offline_delivered_once(visit, server):
    """The notice says so; when the line is back the message goes by itself, once."""
    chat = visit().open()
    chat.context.set_offline(True)
    expect(chat.find(".notice")).to_contain_text("You are offline")
    chat.ask("Who led the mission?", answered=False)
    chat.ask("Which cities did the mission visit?", answered=False)
    expect(chat.find(".failed button")).to_have_count(2)
    expect(chat.find(".failed button").last).to_be_in_viewport(ratio=1)
    chat.find(".failed button").first.click()  # impatient
    chat.context.set_offline(False)
    expect(chat.find('.turn[data-state="answered"]')).to_have_count(2, timeout=20_000)
    expect(chat.find(".failed")).to_have_count(0)
    assert _history(server, chat) == ["Who led the mission?", "Which cities did the mission visit?"]
    assert len(chat.answers) == 2


def test_written_offline_sent_after_a_reload(visit, server):
    """What was not sent survives the page."""
    chat = visit().open()
    chat.page.route("**/webhooks/web/message", lambda route: route.abort())
    chat.ask("Who led the mission?", answered=False)
    expect(chat.find(".failed button")).to_be_visible()
    chat.page.unroute("**/webhooks/web/message")
    chat.page.reload()
    chat.wait_for_answer()
    assert _history(server, chat) == ["Who led the mission?"]


def test_the_answer_is_lost_on_its_way(visit, server):
    """The server answered, the browser never heard: the retry gets the same answer, and it was made once."""
    chat = visit().open()
    lost: list[str] = []

    def lose_the_first(route) -> None:
        if lost:
            return route.continue_()
        lost.append(route.fetch().text())
        return route.abort()

    chat.page.route("**/webhooks/web/message", lose_the_first)
    chat.ask("Who led the mission?")
    assert "De Wever" in lost[0] and len(chat.answers) == 1
    assert _history(server, chat) == ["Who led the mission?"]


def test_the_same_id_ten_times_at_once(server):
    """One answer, one message in the history, ten equal replies."""
    from concurrent.futures import ThreadPoolExecutor

    token = call(server.url, "POST", "session", body={})[1]["token"]
    send = lambda _: call(server.url, "POST", "message", token, {"id": "ten-at-once", "text": "Who led the mission?"})  # noqa: E731
    with ThreadPoolExecutor(10) as pool:
        replies = list(pool.map(send, range(10)))
    assert {status for status, _, _ in replies} == {200} and len({body for _, body, _ in replies}) == 1
    assert len(call(server.url, "GET", "history", token)[1]["turns"]) == 1


def _use_token(server, chat, token: str) -> None:
    chat.page.evaluate("([key, kept]) => localStorage.setItem(key, JSON.stringify(kept))", [f"antwerp-chat {server.url}", {**chat.kept(), "token": token}])


def test_a_session_that_has_run_out_is_renewed(visit, server):
    """Unseen by the visitor; the conversation goes on."""
    chat = visit().open()
    chat.ask("Who led the mission?")
    secret = (server.database.parent / "web_session_secret").read_bytes().strip()
    old = Sessions(secret, now=lambda: time.time() - 2 * LIFETIME).renew(chat.token).token
    assert call(server.url, "GET", "history", old)[0] == 401
    _use_token(server, chat, old)
    chat.ask("Which cities did the mission visit?")
    expect(chat.find(".notice")).to_be_empty()
    assert len(_history(server, chat)) == 2
    _use_token(server, chat, old)
    chat.page.reload()
    expect(chat.turns).to_have_count(2)


def test_a_session_that_cannot_be_renewed(visit, server):
    """It is replaced, and the visitor told."""
    chat = visit().open()
    chat.ask("Who led the mission?")
    _use_token(server, chat, chat.token[:-6] + "AAAAAA")
    chat.ask("Which cities did the mission visit?")
    expect(chat.find(".notice")).to_contain_text("has expired")
    assert _history(server, chat) == ["Which cities did the mission visit?"]


def test_the_action_server_hangs(visit, server, actions):
    """An apology in time, in the visitor's language, and "send again" gets the answer under the same id."""
    chat = visit("nl").open()
    chat.ask("Dag")
    os.kill(actions.process.pid, signal.SIGSTOP)
    try:
        chat.ask("Wie leidde de missie?", answered=False)
        expect(chat.find(".failed button")).to_be_visible(timeout=12_000)
        assert "Sorry, er ging bij mij iets mis" in chat.answers[-1]
    finally:
        os.kill(actions.process.pid, signal.SIGCONT)
    chat.find(".failed button").click()
    chat.wait_for_answer()
    assert "De Wever" in chat.answers[-1] and chat.questions == ["Dag", "Wie leidde de missie?"]
    assert _history(server, chat) == ["Dag", "Wie leidde de missie?"]
    chat.page.reload()
    expect(chat.turns).to_have_count(2)
    assert "De Wever" in chat.answers[-1]


def test_the_server_dies_in_the_middle_of_an_answer(visit, server, actions):
    """Killed after it accepted the question, started again: the visitor does nothing and gets his answer, once."""
    chat = visit().open()
    chat.ask("Which cities did the mission visit?")
    os.kill(actions.process.pid, signal.SIGSTOP)  # the answer will take a while
    try:
        chat.ask("Who led the mission?", answered=False)
        expect(chat.turns.last).to_have_attribute("data-state", "accepted")
        server.process.kill()
        server.process.wait()
    finally:
        os.kill(actions.process.pid, signal.SIGCONT)
    expect(chat.find(".notice")).to_contain_text("cannot be reached")
    expect(chat.find(".failed button")).to_be_visible()
    server.stop()
    server.start()
    expect(chat.find('.turn[data-state="answered"]')).to_have_count(2, timeout=RESTARTED)
    assert chat.questions == ["Which cities did the mission visit?", "Who led the mission?"] == _history(server, chat)
    assert len(chat.answers) == 2 and "De Wever" in chat.answers[-1]
    chat.ask("Thank you")
    chat.page.reload()
    expect(chat.turns).to_have_count(3)
