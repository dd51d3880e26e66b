import { beforeEach, describe, expect, it, vi } from "vitest";
import { Store, type Kept } from "../src/store";

const SERVER = "https://assistant.example";
const KEY = `antwerp-chat ${SERVER}`;
let store: Store;

beforeEach(() => {
  localStorage.clear();
  store = new Store(SERVER);
});

it("keeps what it is given over pages, and changes only that", () => {
  store.write({ token: "a", open: true });
  store.write({ open: false });
  expect(new Store(SERVER).read()).toMatchObject({ token: "a", open: false });
});

it("drops what is taken back", () => {
  store.write({ token: "a" });
  store.write({ token: undefined });
  expect(new Store(SERVER).read().token).toBeUndefined();
});

it("keeps two assistants apart", () => {
  store.write({ token: "a" });
  expect(new Store("https://other.example").read().token).toBeUndefined();
});

it.each(["null", "[]", "{", '"x"', '{"token": {}, "unsent": "x"}', '{"unsent": [null, 3, {"id": 1, "text": "x"}, {"id": "x"}]}'])("reads %s as nothing", (kept) => {
  localStorage.setItem(KEY, kept);
  expect(store.read().token).toBeUndefined();
  expect(store.read().unsent ?? []).toEqual([]);
});

it("keeps for the page's life what the browser does not: where it is full", () => {
  store.write({ token: "old" });
  vi.stubGlobal("localStorage", {
    getItem: () => JSON.stringify({ token: "old" }),
    setItem: () => {
      throw new DOMException("full", "QuotaExceededError");
    },
  });
  store.write({ token: "new" });
  store.write({ open: true });
  expect(store.read()).toMatchObject({ token: "new", open: true });
});

it("keeps for the page's life what the browser does not: where it is forbidden", () => {
  const forbidden = (): never => {
    throw new DOMException("forbidden", "SecurityError");
  };
  vi.stubGlobal("localStorage", { getItem: forbidden, setItem: forbidden });
  expect(store.read()).toEqual({});
  store.write({ token: "new" });
  expect(store.read().token).toBe("new");
});

describe("another tab", () => {
  const UNSENT = [{ id: "1", text: "one", locale: "en" }];
  const ended = vi.fn();
  const told = (oldValue: string | null, newValue: string | null, key: string | null = KEY) => {
    dispatchEvent(new StorageEvent("storage", { key, oldValue, newValue }));
    return ended.mock.calls.length;
  };
  const change = (before: Kept, now: Kept, key = KEY) => told(JSON.stringify(before), JSON.stringify(now), key);

  it.each<[string, number, Kept, Kept]>([
    ["that ends the conversation is heard", 1, { token: "a" }, {}],
    ["that ends it before anything was sent, too", 1, { unsent: UNSENT }, { unsent: [] }],
    ["whose session has run out ends it, but not what waits", 1, { token: "a", unsent: UNSENT }, { unsent: UNSENT }],
    ["that renews the session does not end it", 0, { token: "a" }, { token: "b" }],
    ["that had its message answered does not", 0, { token: "a", unsent: UNSENT }, { token: "a", unsent: [] }],
    ["that begins one does not", 0, {}, { token: "a" }],
    ["that is opened where there is none does not", 0, { open: false }, { open: true }],
  ])("%s", (_, times, before, now) => {
    ended.mockReset();
    const stop = store.watch(ended);
    expect(change(before, now)).toBe(times);
    stop();
    expect(change({ token: "a" }, {})).toBe(times);
  });

  it("of another assistant is not heard, and one that clears all is", () => {
    ended.mockReset();
    const stop = store.watch(ended);
    expect(change({ token: "a" }, {}, "antwerp-chat https://other.example")).toBe(0);
    store.write({ token: "a" });
    expect(told(null, null, null)).toBe(0); // that was the session's storage: ours is still there
    localStorage.clear();
    expect(told(null, null, null)).toBe(1);
    stop();
  });
});
