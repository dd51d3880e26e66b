import { describe, expect, it } from "vitest";
import { readGreetings, readHistory, readReply, safeLink } from "../src/contract";

const custom = { kind: "answer", language: "ko", facts: ["a/b"], suggestions: [{ title: "T", fact: "a/c", payload: "P" }], source: { title: "S", url: "https://example.org/x", date: "2016", paragraph: "p3" } };

describe("a reply", () => {
  it("is read whole", () => {
    expect(readReply([{ text: "One" }, { text: "Two" }, { custom }])).toEqual({
      text: "One\n\nTwo",
      kind: "answer",
      language: "ko",
      suggestions: [{ title: "T", payload: "P" }],
      source: { title: "S", url: "https://example.org/x", date: "2016", paragraph: "p3" },
    });
  });

  it.each([
    ["nothing", undefined],
    ["no list", { text: "x", custom }],
    ["no custom", [{ text: "x" }]],
    ["a custom without a kind", [{ text: "x" }, { custom: { language: "en" } }]],
    ["no text", [{ custom }]],
    ["an empty text", [{ text: "" }, { custom }]],
    ["a text that is none", [{ text: { a: 1 } }, { custom }]],
    ["nulls", [null, null]],
  ])("is none with %s", (_, messages) => {
    expect(readReply(messages)).toBeNull();
  });

  it("in a language that is not spoken here counts as English", () => {
    expect(readReply([{ text: "x" }, { custom: { ...custom, language: "ja" } }])?.language).toBe("en");
  });

  it("of a kind that asks for something, or of one not heard of yet, is its text with its buttons", () => {
    const buttons = [{ title: "Yes", payload: "yes" }, { title: "No", payload: "no" }];
    for (const kind of ["partner", "something_new"])
      expect(readReply([{ text: "Shall I?", buttons }, { custom: { kind, language: "en", facts: [] } }])).toEqual({ text: "Shall I?", kind, language: "en", suggestions: buttons, source: null });
  });

  it("shows each quick reply once, though it comes as a button too", () => {
    expect(readReply([{ text: "x", buttons: [{ title: "T", payload: "P" }] }, { custom }])?.suggestions).toEqual([{ title: "T", payload: "P" }]);
  });

  it("shows a button that is no quick reply after them", () => {
    const buttons = [{ title: "T", payload: "P" }, { title: "Pass my question on", payload: "Pass my question on" }];
    expect(readReply([{ text: "x", buttons }, { custom: { ...custom, kind: "gap" } }])?.suggestions).toEqual(buttons);
  });

  it.each([[null], ["x"], [[null, 3, {}, { title: "T" }, { payload: "P" }, { title: 1, payload: 2 }]]])("has no quick replies in %j", (suggestions) => {
    expect(readReply([{ text: "x" }, { custom: { ...custom, suggestions } }])?.suggestions).toEqual([]);
  });

  it.each([[undefined], [null], ["x"], [{ title: "S" }], [{ title: "", url: "https://x.example" }], [{ title: "S", url: "javascript:alert(1)" }]])("has no source in %j", (source) => {
    expect(readReply([{ text: "x" }, { custom: { ...custom, source } }])?.source).toBeNull();
  });
});

describe("a link", () => {
  it.each(["https://example.org/a?b#c", "http://example.org/"])("%s may stand", (address) => expect(safeLink(address)).toBe(address));

  it.each(["javascript:alert(1)", "JaVaScRiPt:alert(1)", "java\tscript:alert(1)", " javascript:alert(1)", "data:text/html,x", "vbscript:x", "blob:https://x/1", "file:///etc/passwd", "ftp://x", "//example.org", "/x", "x", ""])(
    "%j may not",
    (address) => expect(safeLink(address)).toBeNull(),
  );
});

describe("a history", () => {
  it("keeps what has an id, and the thumbs that there are", () => {
    const turns = [{ id: "a", text: "x", messages: [{ text: "y" }, { custom }], rating: "up" }, { id: "b", text: 5, messages: null, rating: "sideways" }, { text: "no id" }, null];
    expect(readHistory({ turns }).map((turn) => [turn.id, turn.text, turn.reply?.text ?? null, turn.rating])).toEqual([["a", "x", "y", "up"], ["b", "", null, null]]);
  });

  it.each([[null], [[]], [{}], [{ turns: "x" }]])("is empty in %j", (body) => expect(readHistory(body)).toEqual([]));
});

describe("the greetings", () => {
  it("are those in languages that are spoken here", () => {
    const body = { languages: { en: { text: "Hello", suggestions: [{ title: "T", payload: "P" }] }, ja: { text: "x" }, __proto__: { text: "x" } } };
    expect(readGreetings(body)).toEqual({ en: { text: "Hello", suggestions: [{ title: "T", payload: "P" }] } });
  });

  it.each([[null], [[]], [{ languages: 5 }]])("are none in %j", (body) => expect(readGreetings(body)).toEqual({}));
});
