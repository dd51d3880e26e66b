import { describe, expect, it } from "vitest";
import type { PastTurn } from "../src/contract";
import { isOpen, newTurn, together, type Turn } from "../src/turns";

const past = (id: string, kind: string | null = "answer", rating: "up" | null = null): PastTurn => ({
  id,
  text: `text ${id}`,
  reply: kind ? { text: `reply ${id}`, kind, language: "ko", suggestions: [], source: null } : null,
  rating,
});
const unsent = (id: string, held = false) => ({ id, text: `text ${id}`, locale: "fr-BE", held });
const present = (id: string, state: Turn["state"] = "waiting"): Turn => ({ ...newTurn(`text ${id}`, `title ${id}`, "de", "de"), id, state });
const shape = (turns: Turn[]) => turns.map((turn) => `${turn.id} ${turn.state}`);

describe("a new turn", () => {
  it("has an id that the server takes, and that nobody has had before", () => {
    const ids = new Set(Array.from({ length: 200 }, () => newTurn("x", "x", "en", "en").id));
    expect(ids.size).toBe(200);
    for (const id of ids) expect(id).toMatch(/^[A-Za-z0-9_-]{8,64}$/);
  });

  it.each([["waiting", true], ["accepted", true], ["failed", true], ["answered", false], ["held", false]] as const)("that is %s is open: %s", (state, open) => {
    expect(isOpen(present("a", state))).toBe(open);
  });
});

describe("history, unsent and present turns together", () => {
  it("stand in this order", () => {
    expect(shape(together([past("a"), past("b")], [unsent("c")], [present("d")], "en"))).toEqual(["a answered", "b answered", "c waiting", "d waiting"]);
  });

  it("have what the server has answered once, as the server tells it", () => {
    const turns = together([past("a", "answer", "up"), past("b")], [unsent("b"), unsent("a", true)], [present("b", "failed")], "en");
    expect(turns.map((turn) => [turn.id, turn.reply?.text, turn.rating])).toEqual([["a", "reply a", "up"], ["b", "reply b", null]]);
  });

  it("have what the server has not answered at the end, to be sent again", () => {
    expect(shape(together([past("a", null), past("b")], [unsent("a")], [], "en"))).toEqual(["b answered", "a waiting"]);
    expect(shape(together([past("a", null), past("b")], [], [], "en"))).toEqual(["a held", "b answered"]);
  });

  it("do not send by themselves what met a fault", () => {
    expect(shape(together([past("a", "error")], [unsent("a", true)], [], "en"))).toEqual(["a held"]);
    expect(shape(together([past("a", "error")], [], [], "en"))).toEqual(["a held"]);
  });

  it("know a message of this page and of the browser's store as one, as this page has it", () => {
    const turns = together([], [unsent("a")], [present("a", "accepted")], "en");
    expect(turns.map((turn) => [turn.id, turn.state, turn.shown])).toEqual([["a", "accepted", "title a"]]);
  });

  it("name each message's language: the reply's where there is one, else the page's", () => {
    const turns = together([past("a"), past("b", null)], [unsent("c")], [present("d")], "nl");
    expect(turns.map((turn) => turn.language)).toEqual(["ko", "nl", "nl", "de"]);
    expect(turns[2]?.locale).toBe("fr-BE");
  });
});
