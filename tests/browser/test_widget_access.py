"""The widget for everyone: axe, the keyboard alone, input methods, large text."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import expect

from assistant.languages import codes
from assistant.paths import root
from tests.browser.widget_page import PHONE

AXE = Path(root()) / "widget" / "node_modules" / "axe-core" / "axe.min.js"
RULES = """async () => {
  const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
  const found = await axe.run(document, { runOnly: { type: "tag", values: tags }, rules: { "target-size": { enabled: true } } });
  return found.violations.map((rule) => `${rule.id}: ${rule.nodes.map((node) => node.target.join(" ")).join(", ")}`);
}"""


def _faults(chat) -> list[str]:
    if not AXE.exists():
        pytest.fail("axe is not installed: run `npm ci` in widget/ (`make test-browser` does)")
    chat.page.evaluate(AXE.read_text())
    return chat.page.evaluate(RULES)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("language", codes())
def test_axe_finds_nothing(visit, language, scheme):
    """Closed, open with the greeting, with an answer and its source, with the menu, and before erasing."""
    chat = visit(language, color_scheme=scheme, reduced_motion="reduce")
    assert _faults(chat) == []
    chat.page.evaluate("document.querySelector('antwerp-chat').setAttribute('privacy-url', '/privacy')")
    chat.open()
    assert _faults(chat) == []
    chat.find(".suggestion").first.click()
    chat.wait_for_answer()
    chat.find("summary").click()
    chat.find("#input").fill("x" * 1001)
    assert _faults(chat) == []
    chat.find("#menu-button").click()
    assert _faults(chat) == []
    chat.find("#menu button").last.click()
    assert _faults(chat) == []


def test_axe_finds_nothing_on_a_phone_and_offline(visit):
    """The full screen, and the notice that the connection is lost."""
    chat = visit("ko", viewport=PHONE, reduced_motion="reduce").open()
    chat.context.set_offline(True)
    chat.ask("질문입니다", answered=False)
    expect(chat.find(".failed button")).to_be_visible()
    assert _faults(chat) == []


def _focused(chat) -> str:
    return chat.page.evaluate(
        "(document.activeElement.shadowRoot?.activeElement ?? document.activeElement).id || (document.activeElement.shadowRoot?.activeElement ?? document.activeElement).className || document.activeElement.tagName"
    )


def test_keyboard_alone(visit):
    """Open, ask, take a quick reply, open the source, rate, change the language, erase, close: without a mouse."""
    chat = visit()
    keys = chat.page.keyboard
    for _ in range(12):
        keys.press("Tab")
        if _focused(chat) == "launcher":
            break
    assert _focused(chat) == "launcher"
    keys.press("Enter")
    expect(chat.find("#input")).to_be_focused()
    keys.type("Who led the mission?")
    keys.press("Enter")
    chat.wait_for_answer()
    expect(chat.find("#input")).to_be_focused()

    seen = []
    for _ in range(14):
        keys.press("Shift+Tab")
        seen.append(_focused(chat))
    for stop in ("suggestion", "icon", "log", "close", "menu-button"):
        assert stop in seen, seen
    chat.find("summary").focus()
    keys.press("Enter")
    expect(chat.find(".source a")).to_be_visible()
    chat.find(".suggestion").first.focus()
    keys.press("Enter")
    expect(chat.turns).to_have_count(2)
    chat.wait_for_answer()
    expect(chat.find("#log")).to_be_focused()

    chat.find("#menu-button").focus()
    keys.press("Enter")
    keys.press("Tab")
    expect(chat.find("#menu button").first).to_be_focused()
    keys.press("Escape")
    expect(chat.find("#menu-button")).to_be_focused()
    keys.press("Enter")
    for _ in range(3):
        keys.press("Tab")
    expect(chat.find("#close")).to_be_focused()
    expect(chat.find("#menu")).to_be_hidden()
    chat.find("#menu-button").focus()
    keys.press("Enter")
    chat.find("#menu button").last.focus()
    keys.press("Enter")
    expect(chat.find("#cancel")).to_be_focused()
    keys.press("Escape")
    expect(chat.find("#input")).to_be_focused()
    keys.press("Escape")
    expect(chat.find("#launcher")).to_be_focused()
    expect(chat.find("#panel")).to_have_count(0)


def test_the_focus_outlives_what_had_it(visit):
    """A button that goes once it has done its work, and a panel that the page closes, do not take the focus with them."""
    chat = visit().open()
    chat.page.route("**/webhooks/web/message", lambda route: route.abort())
    chat.ask("Who led the mission?", answered=False)
    chat.find(".failed button").focus()
    chat.page.unroute("**/webhooks/web/message")
    chat.page.keyboard.press("Enter")
    chat.wait_for_answer()
    expect(chat.find("#log")).to_be_focused()
    chat.page.evaluate("document.querySelector('antwerp-chat').open = false")
    expect(chat.find("#launcher")).to_be_focused()


@pytest.mark.parametrize("viewport", [PHONE, {"width": PHONE["height"], "height": PHONE["width"]}])
def test_on_a_phone_the_focus_stays_in_the_panel(visit, viewport):
    """The panel fills the screen, upright and on its side; Tab goes round in it."""
    chat = visit(viewport=viewport, has_touch=True, is_mobile=True, reduced_motion="reduce").open()
    box = chat.find("#panel").bounding_box()
    assert (box["x"], box["y"], box["width"], box["height"]) == (0, 0, viewport["width"], viewport["height"])
    expect(chat.find("#panel [aria-live=polite].hidden")).to_have_count(1)  # a modal dialog silences what is outside
    for _ in range(20):
        chat.page.keyboard.press("Tab")
        assert chat.page.evaluate("document.activeElement.tagName") == "ANTWERP-CHAT"


def test_a_reply_is_announced_once(visit):
    """The log keeps quiet; a live region of its own says each new reply, and nothing after a reload."""
    chat = visit().open()
    assert chat.find("#log").get_attribute("aria-live") == "off"
    live = chat.find("[aria-live=polite].hidden")
    live.evaluate(
        "(region) => { window.said = []; new MutationObserver(() => region.textContent.trim() && said.push(region.textContent.trim())).observe(region, { childList: true, characterData: true, subtree: true }) }"
    )
    chat.ask("Who led the mission?")
    chat.page.wait_for_timeout(300)
    answer = "Assistant: Bart De Wever, the mayor of Antwerp, led the mission."
    assert chat.page.evaluate("said") == [answer]
    chat.find("#input").fill("x" * 1003)
    chat.find("#input").press("Enter")
    expect(live).to_have_text("3 characters too many")
    for _ in range(2):  # the second is asked before the first is answered: two equal answers in a row
        chat.ask("Who led the mission?", answered=False)
    expect(chat.find('.turn[data-state="answered"]')).to_have_count(3)
    chat.page.wait_for_timeout(300)
    assert [text for text in chat.page.evaluate("said") if text.startswith("Assistant")] == [answer] * 3
    chat.page.reload()
    expect(chat.turns).to_have_count(3)
    expect(live).to_have_text("")


@pytest.mark.parametrize("viewport", [{"width": 390, "height": 300}, {"width": 780, "height": 160}])
def test_on_a_phone_the_keyboard_does_not_cover_the_input(visit, viewport):
    """In what a keyboard leaves of the screen, upright and on its side, the input is whole and something of the log is seen."""
    chat = visit(viewport=viewport, has_touch=True, is_mobile=True, reduced_motion="reduce").open()
    chat.find("#input").tap()
    expect(chat.find("#input")).to_be_in_viewport(ratio=1)
    expect(chat.find("#log")).to_be_in_viewport()


@pytest.mark.parametrize(("language", "half", "whole"), [("ko", "누가 이", "누가 이끌었나요"), ("zh", "shei lingdao", "谁率团")])
def test_an_input_method_never_sends_half_a_word(visit, language, half, whole):
    """Enter that ends a composition sends nothing; the next one sends the word."""
    chat = visit(language).open()
    session = chat.context.new_cdp_session(chat.page)
    chat.find("#input").focus()
    session.send("Input.imeSetComposition", {"text": half, "selectionStart": len(half), "selectionEnd": len(half)})
    session.send("Input.dispatchKeyEvent", {"type": "rawKeyDown", "key": "Enter", "code": "Enter", "windowsVirtualKeyCode": 229})
    chat.find("#input").evaluate(
        "(input) => input.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', isComposing: true, bubbles: true, cancelable: true, composed: true }))"
    )
    chat.find("#input").evaluate(
        "(input) => input.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', keyCode: 229, bubbles: true, cancelable: true, composed: true }))"
    )
    chat.find("#input").evaluate(
        "(input) => input.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', keyCode: 229, bubbles: true, cancelable: true, composed: true }))"
    )
    expect(chat.find("#panel")).to_be_visible()
    expect(chat.turns).to_have_count(0)
    session.send("Input.insertText", {"text": whole})
    expect(chat.find("#input")).to_have_value(whole)
    chat.page.keyboard.press("Enter")
    expect(chat.turns).to_have_count(1)
    chat.wait_for_answer()
    assert chat.questions == [whole]


@pytest.mark.parametrize("viewport", [{"width": 1200, "height": 800}, PHONE])
def test_text_at_double_size(visit, pictures, viewport):
    """Nothing is cut off, nothing needs scrolling sideways, everything can be reached."""
    chat = visit("de", viewport=viewport)
    chat.page.evaluate("{ const sheet = new CSSStyleSheet(); sheet.replaceSync('html { font-size: 200% }'); document.adoptedStyleSheets = [sheet]; }")
    chat.open()
    chat.find(".suggestion").first.click()
    chat.wait_for_answer()
    chat.page.wait_for_timeout(400)
    chat.page.screenshot(path=pictures / f"de-double-{viewport['width']}.png")
    assert chat.page.evaluate("parseFloat(getComputedStyle(document.querySelector('antwerp-chat').shadowRoot.querySelector('.visitor p')).fontSize)") == 32
    for control in ("#close", "#menu-button", "#input", ".send"):
        box = chat.find(control).bounding_box()
        assert box["x"] >= 0 and box["y"] >= 0 and box["x"] + box["width"] <= viewport["width"] and box["y"] + box["height"] <= viewport["height"], (
            control,
            box,
        )
    expect(chat.find(".visitor")).to_be_in_viewport()
    assert chat.find("#log").evaluate("(log) => log.scrollWidth <= log.clientWidth")


def test_touch_targets(visit):
    """44 by 44 CSS pixels, or more, for every control."""
    chat = visit(viewport=PHONE, has_touch=True).open()
    chat.find(".suggestion").first.click()
    chat.wait_for_answer()
    chat.find("summary").click()
    chat.find("#menu-button").click()
    small = chat.page.evaluate(
        """() => [...document.querySelector("antwerp-chat").shadowRoot.querySelectorAll("button, select, summary, textarea, .source a")]
        .map((control) => [control.id || control.className || control.tagName, control.getBoundingClientRect()])
        .filter(([, box]) => box.height < 44 || box.width < 44).map(([name, box]) => `${name} ${box.width}x${box.height}`)"""
    )
    assert small == []


def test_forced_colours_and_reduced_motion(visit, pictures):
    """In forced colours every control has a border to be seen by; with reduced motion nothing moves."""
    chat = visit(forced_colors="active", reduced_motion="reduce").open()
    chat.find(".suggestion").first.click()
    chat.wait_for_answer()
    chat.page.screenshot(path=pictures / "en-forced-colours.png")
    assert chat.find("#panel").evaluate("(panel) => getComputedStyle(panel).animationName") == "none"
    assert chat.find(".send").evaluate("(send) => getComputedStyle(send).borderTopStyle") == "solid"


@pytest.mark.parametrize("language", codes())
def test_without_javascript_there_is_a_sentence(browser, server, language):
    """No script, or no server behind it: the corner says what is going on, in the page's language."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{server.url}/?lang={language}")
    assert page.locator("html").get_attribute("lang") == language
    expect(page.locator("antwerp-chat p")).to_be_visible()
    context.close()


def test_with_the_server_down_there_is_a_sentence(visit):
    """The page came, the widget's file did not."""
    chat = visit("ko")
    chat.page.route("**/widget.js*", lambda route: route.abort())
    chat.page.reload()
    expect(chat.page.locator("antwerp-chat > p")).to_be_visible()
    expect(chat.page.locator("antwerp-chat > p")).to_contain_text("나중에 다시 시도해 주세요")
