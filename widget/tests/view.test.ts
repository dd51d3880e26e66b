import { render } from "lit";
import { beforeEach, describe, expect, it, vi } from "vitest";
import type { Reply } from "../src/contract";
import type { Conversation } from "../src/conversation";
import { STRINGS } from "../src/language";
import { newTurn, type Turn } from "../src/turns";
import { isComposing, lengthOf } from "../src/view/composer";
import { noticeText } from "../src/view/log";
import { turnView } from "../src/view/message";

const actions = { again: vi.fn(), choose: vi.fn(), copy: vi.fn(), rate: vi.fn() };
let shown: HTMLElement;

beforeEach(() => {
  vi.resetAllMocks();
  shown = document.createElement("div");
});

function show(reply: Partial<Reply>, turn: Partial<Turn> = {}, last = true): void {
  const whole = { text: "Text", kind: "answer", language: "ko" as const, suggestions: [], source: null, ...reply };
  render(turnView({ ...newTurn("question", "question", "ko", "en"), state: "answered", reply: whole, ...turn }, last, "en", STRINGS.en, actions), shown);
}

const all = (selector: string) => [...shown.querySelectorAll<HTMLElement>(selector)];
const texts = (selector: string) => all(selector).map((element) => element.textContent);

describe("a text", () => {
  const written = "**bold** _it_ # head [link](https://x.example) `code` <b>tag</b> <img src=x onerror=alert(1)> https://x.example &amp; {{x}}";

  it("is shown as it is written, the assistant's and the visitor's: no markup of any kind", () => {
    show({ text: written }, { shown: written });
    expect(texts(".message p")).toEqual([written, written]);
    expect(all(".message :is(a, b, em, strong, img, code, h1)")).toEqual([]);
  });

  it("has a paragraph for each that an empty line sets off, and keeps its single lines", () => {
    show({ text: "one\ntwo\n\n\nthree" });
    expect(texts(".assistant p")).toEqual(["one\ntwo", "three"]);
  });

  it("names its language, and the widget's own words theirs", () => {
    show({}, { language: "zh" });
    expect(all(".message").map((message) => message.lang)).toEqual(["zh", "ko"]);
    expect(all(".message .hidden").map((word) => word.lang)).toEqual(["en", "en"]);
  });
});

describe("a reply", () => {
  it("has thumbs and a copy button where it answers, and only there", () => {
    for (const [kind, count] of [["answer", 3], ["gap", 3], ["smalltalk", 0], ["suggest", 0], ["out_of_scope", 0], ["partner", 0], ["error", 0], ["something_new", 0]] as const) {
      show({ kind });
      expect(all(".tools button").length, kind).toBe(count);
    }
  });

  it("of a step that asks for something is its text with its buttons", () => {
    const suggestions = [{ title: "Yes", payload: "go on" }, { title: "No", payload: "stop" }];
    show({ kind: "partner", text: "Shall I?", suggestions });
    expect([texts(".assistant p"), texts(".suggestion")]).toEqual([["Shall I?"], ["Yes", "No"]]);
    all(".suggestion")[0]?.click();
    expect(actions.choose.mock.calls).toEqual([[suggestions[0]]]);
  });

  it("that is not sure says so of its questions, and only the last one offers any", () => {
    const suggestions = [{ title: "T", payload: "P" }];
    show({ kind: "suggest", suggestions });
    expect(all("[role=group]")[0]?.getAttribute("aria-label")).toBe(STRINGS.en.didYouMean);
    show({ kind: "suggest", suggestions }, {}, false);
    expect(all(".suggestion")).toEqual([]);
  });

  it("has its source with a date in the widget's language and a link that leaves safely", () => {
    show({ source: { title: "S", url: "https://example.org/x", date: "December 2016", paragraph: "p3" } });
    expect(texts(".source dd")).toEqual(["S", "December 2016", "3"]);
    const link = all(".source a")[0];
    expect(["href", "target", "rel"].map((name) => link?.getAttribute(name))).toEqual(["https://example.org/x", "_blank", "noopener noreferrer"]);
  });

  it("has no link to anywhere else, even if one slipped through", () => {
    show({ source: { title: "S", url: "javascript:alert(1)", date: "", paragraph: "" } });
    expect(all("a")).toEqual([]);
  });

  it("that did not come can be asked for again", () => {
    show({}, { reply: null, state: "failed" });
    expect(texts(".failed span")).toEqual([STRINGS.en.notSent]);
    all(".failed button")[0]?.click();
    expect(actions.again).toHaveBeenCalledOnce();
  });
});

describe("the notice", () => {
  const told = (state: Partial<Conversation>) => noticeText({ pause: 0, notice: null, connection: "good", ...state } as Conversation, STRINGS.en);

  it.each([
    ["nothing where nothing is amiss", {}, null],
    ["the connection", { connection: "offline" }, STRINGS.en.offline],
    ["that this site has no assistant", { connection: "refused" }, STRINGS.en.notOnThisSite],
    ["a failure that the lost connection has caused, before the connection", { connection: "offline", notice: "eraseFailed" }, STRINGS.en.eraseFailed],
    ["the countdown, before all", { pause: 7, connection: "offline", notice: "tooLong" }, STRINGS.en.tooMany(7)],
  ] as const)("tells %s", (_, state, text) => expect(told(state)).toBe(text));
});

describe("what is typed", () => {
  it("is counted as the server counts it, in code points", () => {
    expect(["", "abc", "한국", "👋👋", "é", "e\u0301"].map(lengthOf)).toEqual([0, 3, 2, 2, 1, 2]);
  });

  it("is not sent while a word is in the making", () => {
    const key = (init: KeyboardEventInit & { keyCode?: number }) => isComposing(Object.assign(new KeyboardEvent("keydown", init), init));
    expect(key({ key: "Enter" })).toBe(false);
    expect(key({ key: "Enter", isComposing: true })).toBe(true);
    expect(key({ key: "Enter", keyCode: 229 })).toBe(true); // Safari
  });
});
