import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { AntwerpChat } from "../src/antwerp-chat";
import { LANGUAGES, STRINGS } from "../src/language";
import { fitHeight } from "../src/view/composer";
import { HERE, json, Server } from "./server";

if (!customElements.get("antwerp-chat")) customElements.define("antwerp-chat", AntwerpChat);

let server: Server;
let chat: AntwerpChat | null = null;

const settle = () => vi.advanceTimersByTimeAsync(0);
const find = (selector: string) => chat?.shadowRoot?.querySelector<HTMLElement>(selector) ?? null;

async function place(attributes: Record<string, string> = {}): Promise<void> {
  chat = document.createElement("antwerp-chat") as AntwerpChat;
  for (const [name, value] of Object.entries({ language: "en", server: HERE, open: "", ...attributes })) chat.setAttribute(name, value);
  document.body.append(chat);
  await settle();
}

beforeEach(() => {
  vi.useFakeTimers();
  localStorage.clear();
  vi.stubGlobal("visualViewport", null);
  server = new Server(HERE);
});

afterEach(() => {
  chat?.remove();
  vi.useRealTimers();
});

describe("a copied answer", () => {
  const copy = async () => {
    find(".tools button:last-child")?.click();
    await settle();
  };
  const notice = () => find(".notice")?.textContent ?? "";

  beforeEach(async () => {
    vi.spyOn(navigator.clipboard, "writeText").mockResolvedValue();
    server.conversations.set("c1", [{ id: "1", text: "one" }]);
    localStorage.setItem(`antwerp-chat ${HERE}`, JSON.stringify({ token: "c1.1" }));
    await place();
  });

  it("is told for three seconds, also when another was copied shortly before", async () => {
    await copy();
    await vi.advanceTimersByTimeAsync(2_000);
    await copy();
    await vi.advanceTimersByTimeAsync(2_000);
    expect(notice()).toBe(STRINGS.en.copied);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(notice()).toBe("");
  });

  it("is told no more by a widget that was taken off the page", async () => {
    await copy();
    chat?.remove();
    expect(vi.getTimerCount()).toBe(0);
    if (chat) document.body.append(chat);
    await settle();
    expect(notice()).toBe("");
  });
});

describe("the field", () => {
  const field = { scrollHeight: 90, offsetHeight: 46, clientHeight: 44, style: { height: "" } };
  const supports = (grows: boolean) => vi.stubGlobal("CSS", { supports: () => grows });

  it.each([
    ["is made as high as its text where the browser does not do so", false, "92px"],
    ["is left to a browser that does", true, ""],
  ])("%s", (_, grows, height) => {
    field.style.height = "";
    supports(grows);
    fitHeight(field as unknown as HTMLElement);
    expect(field.style.height).toBe(height);
  });

  it("is fitted with each letter", async () => {
    supports(false);
    await place();
    const input = find("#input") as HTMLTextAreaElement;
    vi.spyOn(input, "scrollHeight", "get").mockReturnValue(70);
    input.value = "a long question";
    input.dispatchEvent(new Event("input"));
    await settle();
    expect(input.style.height).toBe("70px");
  });
});

describe("the privacy line", () => {
  const line = () => find(".privacy")?.textContent?.replace(/\s+/g, " ").trim();
  const link = () => find(".privacy a");

  it.each([
    ["https://example.org/privacy?a=1", "https://example.org/privacy?a=1"],
    ["/privacy", `${HERE}/privacy`],
    ["privacy.html#chat", `${HERE}/privacy.html#chat`],
    ["http://example.org/privacy", null],
    ["javascript:alert(1)", null],
    ["data:text/html,x", null],
    ["//example.org/privacy", null], // the test's page is http
    ["https://", null],
    ["", null],
  ])("links what is https or of the same site: %s", async (address, target) => {
    await place({ "privacy-url": address });
    expect(link()?.getAttribute("href") ?? null).toBe(target);
  });

  it("has no link where the page names none", async () => {
    await place();
    expect([line(), link()]).toEqual([STRINGS.en.privacy, null]);
  });

  it.each(LANGUAGES)("tells in its language how long a conversation is kept, and where more stands: %s", async (language) => {
    server.keepDays = 30;
    await place({ language, "privacy-url": "/privacy" });
    expect(line()).toBe(`${STRINGS[language].privacy} ${STRINGS[language].keptFor(30)} ${STRINGS[language].privacyLink}`);
    expect(STRINGS[language].keptFor(30)).toContain("30");
    expect(["target", "rel"].map((name) => link()?.getAttribute(name))).toEqual(["_blank", "noopener noreferrer"]);
  });

  it.each([0, null, -1, 1.5, "30", undefined])("tells no number of days where the server keeps for ever, or names none: %s", async (days) => {
    server.befall("GET start", () => json({ languages: {}, keep_days: days }));
    await place();
    expect(line()).toBe(STRINGS.en.privacy);
  });

  it("says a single day as such", () => {
    const said = LANGUAGES.map((language) => STRINGS[language].keptFor(1));
    expect(said.filter((sentence) => /days|dagen|jours|Tage\b/.test(sentence))).toEqual([]);
  });
});
