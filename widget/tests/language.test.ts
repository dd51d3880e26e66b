import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { browserLanguage, LANGUAGES, languageOf, NAMES, pageLanguage, STRINGS } from "../src/language";
import { LanguageChoice } from "../src/language-choice";
import { Store } from "../src/store";

const page = document.documentElement;
const changed = vi.fn();
let widget: HTMLElement;
let store: Store;
let choice: LanguageChoice;

beforeEach(() => {
  localStorage.clear();
  document.body.replaceChildren();
  page.lang = "";
  vi.resetAllMocks();
  vi.spyOn(navigator, "languages", "get").mockReturnValue(["ja", "nl-BE", "fr"]);
  widget = document.body.appendChild(document.createElement("antwerp-chat"));
  store = new Store("https://assistant.example");
  choice = new LanguageChoice(widget, store, changed);
});

afterEach(() => choice.stop());

describe("a language tag", () => {
  it.each([["ko-KR", "ko"], ["zh_Hans", "zh"], ["ZH-tw", "zh"], ["nl", "nl"], ["ja", null], ["", null], [null, null], ["kok", null], ["en<script>", null]])("%j is %j", (tag, language) => {
    expect(languageOf(tag)).toBe(language);
  });
});

describe("the page's language", () => {
  it("is that of the nearest element that names one", () => {
    page.lang = "de";
    expect(pageLanguage(widget)).toBe("de");
    document.body.lang = "fr-BE";
    expect(pageLanguage(widget)).toBe("fr");
    document.body.removeAttribute("lang");
  });

  it("is not the widget's own", () => {
    page.lang = "de";
    widget.lang = "ko";
    expect(pageLanguage(widget)).toBe("de");
  });

  it("is none where it is not spoken here", () => {
    page.lang = "ja";
    expect(pageLanguage(widget)).toBeNull();
  });
});

describe("the browser's language", () => {
  it("is the first that is spoken here, else English", () => {
    expect(browserLanguage()).toBe("nl");
    vi.spyOn(navigator, "languages", "get").mockReturnValue(["ja", "eo"]);
    expect(browserLanguage()).toBe("en");
  });
});

describe("the widget's language", () => {
  it("is the attribute's, before all others", () => {
    page.lang = "de";
    store.write({ language: "ko", pageLanguage: "de" });
    expect(choice.first("fr")).toBe("fr");
  });

  it("is the one that the visitor had come to on a page like this", () => {
    page.lang = "de";
    choice.keep("ko");
    expect(choice.first(null)).toBe("ko");
  });

  it("is the page's where the page's has changed since", () => {
    page.lang = "de";
    choice.keep("ko");
    page.lang = "zh-Hans";
    expect(choice.first(null)).toBe("zh");
  });

  it("is the browser's where the page names none that is spoken here", () => {
    page.lang = "ja";
    expect(choice.first("tlh")).toBe("nl");
  });

  it("is never one that is not spoken here, whatever the browser kept", () => {
    localStorage.setItem("antwerp-chat https://assistant.example", '{"language": "<script>", "pageLanguage": null}');
    expect(choice.first(null)).toBe("nl");
  });
});

describe("a page that changes its language", () => {
  const tick = () => new Promise((resolve) => setTimeout(resolve, 10));

  it("takes the widget along", async () => {
    page.lang = "en";
    choice.watchPage();
    page.lang = "fr";
    await tick();
    expect(changed.mock.calls).toEqual([["fr"]]);
  });

  it("does not where an attribute holds the widget, or the language is not spoken here", async () => {
    page.lang = "en";
    choice.watchPage();
    page.lang = "ja";
    await tick();
    widget.setAttribute("language", "de");
    page.lang = "fr";
    await tick();
    expect(changed).not.toHaveBeenCalled();
  });

  it("does not once the widget has left", async () => {
    page.lang = "en";
    choice.watchPage();
    choice.stop();
    page.lang = "fr";
    await tick();
    expect(changed).not.toHaveBeenCalled();
  });
});

describe.each(LANGUAGES)("the words in %s", (language) => {
  const words = Object.entries(STRINGS[language]);

  it("are all there, and name the numbers", () => {
    for (const [name, word] of words) {
      const said = typeof word === "function" ? [word(1), word(7), word(1000)] : [word];
      for (const text of said) expect(text.trim(), name).toBe(text);
      for (const text of said) expect(text, name).not.toBe("");
      if (said.length > 1) expect(said.map((text) => /\d+/.exec(text)?.[0])).toEqual(["1", "7", "1000"]);
    }
    expect(NAMES[language]).not.toBe("");
  });

  it("are its own", () => {
    const sentences = words.filter(([name, word]) => typeof word === "string" && word.split(" ").length > 2 && language !== "en" && STRINGS.en[name as keyof typeof STRINGS.en] === word);
    expect(sentences).toEqual([]);
  });
});
