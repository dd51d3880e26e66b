"""A whole talk in each language, on the demo page."""

from __future__ import annotations

import json

import pytest
from playwright.sync_api import expect

from assistant.facts import facts
from assistant.languages import codes
from tests.browser.widget_page import PHONE, call

OTHER = {"en": "ko", "nl": "en", "fr": "nl", "de": "zh", "ko": "fr", "zh": "de"}


@pytest.mark.parametrize("language", codes())
def test_a_whole_talk(visit, server, language):
    """Greeting, typing, quick reply, source, thumb, language switch, reload, erasure."""
    leader = facts().entries["mission/leader"]
    chat = visit(language).open()
    expect(chat.find(".root")).to_have_attribute("lang", language)
    assert chat.find(".suggestion").all_inner_texts() == [
        facts().entries[claim].title[language] for claim in ("mission/overview", "sectors/overview", "partnering/overview")
    ]

    chat.ask(leader.title[language])
    assert chat.answers == [leader.answer[language]]
    expect(chat.find(".turn .assistant")).to_have_attribute("lang", language)

    chat.find("summary").click()
    source = chat.find(".source")
    expect(source).to_contain_text("Antwerp delegation is visiting Seoul")
    expect(source).to_contain_text("2016")
    link = source.locator("a")
    assert link.get_attribute("href").startswith("http://www.ondernemeninantwerpen.be/")
    assert link.get_attribute("target") == "_blank" and "noopener" in link.get_attribute("rel")

    chosen = chat.find(".suggestion").first.inner_text().replace("\xa0", " ")
    chat.find(".suggestion").first.click()
    expect(chat.turns).to_have_count(2)
    chat.wait_for_answer()
    assert chat.questions[-1] == chosen

    chat.find(".tools [aria-pressed]").first.click()
    expect(chat.find('.tools [aria-pressed="true"]')).to_have_count(1)

    other = OTHER[language]
    chat.find("select").select_option(other)
    expect(chat.find(".root")).to_have_attribute("lang", other)
    chat.ask(leader.title[other])
    assert chat.answers[-1] == leader.answer[other]
    expect(chat.find(".turn .assistant").last).to_have_attribute("lang", other)

    before = (chat.questions, chat.answers)
    chat.page.reload()
    expect(chat.turns).to_have_count(3)
    assert (chat.questions, chat.answers) == before
    expect(chat.find('.tools [aria-pressed="true"]')).to_have_count(1)
    expect(chat.find(".root")).to_have_attribute("lang", other)

    token = chat.token
    chat.menu(1)
    chat.find(".danger").click()
    expect(chat.turns).to_have_count(0)
    expect(chat.find(".notice")).not_to_be_empty()
    assert call(server.url, "GET", "history", token)[1] == {"turns": []}
    chat.page.reload()
    expect(chat.find(".assistant")).to_have_count(1)
    expect(chat.turns).to_have_count(0)


def test_a_new_conversation_leaves_the_old_one_behind(visit):
    """It begins empty, with a session of its own."""
    chat = visit().open()
    chat.ask("Who led the mission?")
    before = chat.token
    chat.menu(0)
    expect(chat.turns).to_have_count(0)
    chat.ask("Which cities did the mission visit?")
    assert chat.token != before
    expect(chat.turns).to_have_count(1)


def test_the_page_changes_its_language(visit):
    """The widget follows the page's `lang`, also without a reload; the browser's language counts where the page has none."""
    chat = visit("en").open()
    chat.page.evaluate("document.documentElement.lang = 'fr'")
    expect(chat.find("#input")).to_have_attribute("placeholder", "Posez votre question")
    chat.page.evaluate("document.documentElement.lang = 'ja'")
    expect(chat.find("#input")).to_have_attribute("placeholder", "Posez votre question")


def test_an_answer_while_closed_is_told_at_the_launcher(visit):
    """The launcher says that there is something new."""
    chat = visit().open()
    held = []
    chat.page.route("**/webhooks/web/message", lambda route: held.append(route))
    chat.ask("Who led the mission?", answered=False)
    chat.find("#close").click()
    chat.page.wait_for_timeout(100)
    held[0].continue_()
    expect(chat.find("#launcher")).to_have_attribute("aria-label", "Open the chat: there is a new answer")
    chat.find("#launcher").click()
    expect(chat.turns.last).to_have_attribute("data-state", "answered")


def test_events_and_attributes(visit):
    """A page hears what happens, and sets what it wants."""
    chat = visit()
    chat.page.evaluate(
        """() => { window.heard = []; for (const name of ["open", "close", "message"])
        document.addEventListener(`antwerp-chat:${name}`, (event) => heard.push([name, event.detail?.from ?? null])) }"""
    )
    chat.page.evaluate("Object.assign(document.querySelector('antwerp-chat'), { open: true, heading: 'Hello', language: 'de' })")
    expect(chat.find("h2")).to_have_text("Hello")
    expect(chat.find("#input")).to_have_attribute("placeholder", "Stellen Sie Ihre Frage")
    chat.ask("Wer leitete die Handelsmission?")
    chat.page.evaluate("document.querySelector('antwerp-chat').removeAttribute('open')")
    expect(chat.find("#launcher")).to_be_visible()
    assert chat.page.evaluate("heard") == [["open", None], ["message", "visitor"], ["message", "assistant"], ["close", None]]


def test_copy(visit):
    """The answer goes to the clipboard as text."""
    chat = visit(permissions=["clipboard-read", "clipboard-write"]).open()
    chat.ask("Who led the mission?")
    chat.find(".tools button").last.click()
    expect(chat.find(".notice")).to_have_text("Copied.")
    assert chat.page.evaluate("navigator.clipboard.readText()") == chat.answers[0]


def test_a_thumb_that_cannot_be_kept(visit):
    """It goes back, and the visitor is told."""
    chat = visit("nl").open()
    chat.ask("Wie leidde de missie?")
    chat.page.route("**/webhooks/web/rating", lambda route: route.abort())
    chat.find(".tools button").first.click()
    expect(chat.find(".notice")).to_have_text("Uw beoordeling kon niet worden bewaard. Probeer het opnieuw.")
    expect(chat.find('.tools [aria-pressed="true"]')).to_have_count(0)


def test_did_you_mean(visit):
    """A reply that is not sure offers its questions under their own label."""
    chat = visit().open()
    chat.ask("?")
    expect(chat.find(".suggestions[role=group]").last).to_have_attribute("aria-label", "Did you mean")


@pytest.mark.parametrize("kind", ["partner", "something_new"])
def test_a_reply_of_another_kind(visit, kind):
    """A step of a request, or what a newer server says: its text and its buttons, and the talk goes on."""
    chat = visit().open()
    said = [{"text": "Shall I go on?", "buttons": [{"title": "Yes", "payload": "Who led the mission?"}, {"title": "No", "payload": "Bye"}]}]
    events = f"event: reply\ndata: {json.dumps({'messages': [*said, {'custom': {'kind': kind, 'language': 'en', 'facts': []}}]})}\n\n"
    chat.page.route("**/webhooks/web/message", lambda route: route.fulfill(body=events, content_type="text/event-stream"))
    chat.ask("I am looking for a partner")
    assert chat.answers == ["Shall I go on?"]
    assert chat.find(".suggestion").all_inner_texts() == ["Yes", "No"]
    expect(chat.find(".tools")).to_have_count(0)
    chat.page.unroute("**/webhooks/web/message")
    chat.find(".suggestion").first.click()
    expect(chat.turns).to_have_count(2)
    chat.wait_for_answer()
    assert chat.questions[-1] == "Yes" and "De Wever" in chat.answers[-1]


def test_a_question_is_passed_on(visit):
    """From the button under a gap to the request made, and all of it is there after the page is loaded again."""
    chat = visit().open()
    chat.ask("How many jobs are there in the port of Antwerp?")
    chat.find(".suggestion").last.click()
    chat.wait_for_answer()
    assert any("How many jobs" in paragraph for paragraph in chat.answers)
    chat.ask("Kim Min-ji, kim.minji@example.com")
    assert any("kim.minji@example.com" in paragraph for paragraph in chat.answers)
    chat.find(".suggestion").first.click()
    chat.wait_for_answer()
    assert "with the people behind this website" in chat.answers[-1]
    chat.page.reload()
    expect(chat.turns).to_have_count(4)
    expect(chat.find(".tools")).to_have_count(1)  # a thumb for the gap, none for the steps


@pytest.mark.parametrize("language", codes())
@pytest.mark.parametrize("look", ["light", "dark", "phone"])
def test_pictures(visit, pictures, language, look):
    """Screenshots to look at, kept by CI."""
    chat = visit(
        language,
        viewport=PHONE if look == "phone" else {"width": 1200, "height": 800},
        color_scheme="dark" if look == "dark" else "light",
        reduced_motion="reduce",
    ).open()
    chat.page.screenshot(path=pictures / f"{language}-{look}-greeting.png")
    chat.ask(facts().entries["mission/purpose"].title[language])
    chat.find("summary").click()
    chat.page.screenshot(path=pictures / f"{language}-{look}-answer.png")
    assert chat.page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


def test_nothing_of_an_erased_conversation_is_left(visit, server):
    """Not a word of it, in the database's file itself or in its log."""

    def stored() -> bytes:
        return b"".join(path.read_bytes() for path in server.database.parent.glob(f"{server.database.name}*"))

    chat = visit().open()
    chat.ask("Zanzibar zebras: who led the mission?")
    assert b"Zanzibar zebras" in stored()
    chat.menu(1)
    chat.find(".danger").click()
    expect(chat.find(".notice")).to_have_text("Your conversation has been erased.")
    assert b"Zanzibar zebras" not in stored()


def test_two_tabs(visit):
    """One conversation in both; what is erased in one is gone from the other, and what waits in each is kept."""
    chat = visit().open()
    chat.ask("Who led the mission?")
    chat.page.route("**/webhooks/web/message", lambda route: route.fulfill(status=413, body="{}"))
    chat.ask("Held here", answered=False)
    expect(chat.turns.last).to_have_attribute("data-state", "held")
    other = chat.context.new_page()
    other.goto(chat.page.url)
    turns = other.locator("antwerp-chat .turn")
    expect(turns).to_have_count(2)
    other.route("**/webhooks/web/message", lambda route: route.fulfill(status=413, body="{}"))
    other.locator("antwerp-chat #input").fill("Held there")
    other.locator("antwerp-chat #input").press("Enter")
    expect(turns.last).to_have_attribute("data-state", "held")
    chat.ask("Held here, too", answered=False)
    expect(chat.turns.last).to_have_attribute("data-state", "held")
    assert sorted(message["text"] for message in chat.kept()["unsent"]) == ["Held here", "Held here, too", "Held there"]
    chat.menu(1)
    chat.find(".danger").click()
    expect(chat.find(".notice")).to_have_text("Your conversation has been erased.")
    expect(turns).to_have_count(0)
    expect(other.locator("antwerp-chat .message")).to_have_count(1)
    other.unroute("**/webhooks/web/message")
    other.locator("antwerp-chat #input").fill("Who led the mission?")
    other.locator("antwerp-chat #input").press("Enter")
    expect(turns.last).to_have_attribute("data-state", "answered")


@pytest.mark.parametrize("language", codes())
def test_the_privacy_line(visit, language):
    """It tells the server's number of days, and links what the page names; nothing but https and the page's own site."""
    chat = visit(language).open()
    expect(chat.find(".privacy")).to_contain_text("30")
    expect(chat.find(".privacy a")).to_have_count(0)
    chat.page.evaluate("document.querySelector('antwerp-chat').setAttribute('privacy-url', '/privacy')")
    expect(chat.find(".privacy a")).to_have_attribute("href", f"{chat.server}/privacy")
    chat.page.evaluate("document.querySelector('antwerp-chat').setAttribute('privacy-url', 'javascript:alert(1)')")
    expect(chat.find(".privacy a")).to_have_count(0)


def test_the_field_grows_in_every_browser(visit):
    """Also in one that has no `field-sizing`, under the demo page's content security policy; up to its bound, and back."""
    chat = visit().open()
    field = chat.find("#input")
    texts = ["", "one line", "x " * 40, "x " * 400, "one line"]

    def heights() -> list[float]:
        found = []
        for text in texts:
            field.fill(text)
            found.append(field.bounding_box()["height"])
        return found

    by_itself = heights()
    assert by_itself[1] < by_itself[2] < by_itself[3]
    chat.page.evaluate(
        """() => { CSS.supports = () => false; const sheet = new CSSStyleSheet(); sheet.replaceSync('textarea { field-sizing: fixed !important }');
        document.querySelector('antwerp-chat').shadowRoot.adoptedStyleSheets.push(sheet) }"""
    )
    assert heights() == pytest.approx(by_itself, abs=1)
