import { beforeEach, expect, it, vi } from "vitest";
import { Store } from "../src/store";

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
