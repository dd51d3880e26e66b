import { beforeEach, expect, it, vi } from "vitest";
import { Refused, type Api } from "../src/api";
import { Session } from "../src/session";
import { Store } from "../src/store";

const refusal = new Refused(401, 0);
const replaced = vi.fn();
const issue = vi.fn<(token?: string) => Promise<string>>();
let store: Store;
let session: Session;

beforeEach(() => {
  localStorage.clear();
  vi.resetAllMocks();
  issue.mockResolvedValue("fresh");
  store = new Store("https://assistant.example");
  session = new Session({ session: issue } as unknown as Api, store, replaced);
});

/** Something that only these tokens may do. */
const allowed = (...tokens: string[]) => vi.fn(async (token: string) => {
  if (!tokens.includes(token)) throw refusal;
  return `done with ${token}`;
});

it("is made when it is first needed, and kept", async () => {
  expect(await session.use(allowed("fresh"))).toBe("done with fresh");
  expect(await session.use(allowed("fresh"))).toBe("done with fresh");
  expect(issue.mock.calls).toEqual([[]]);
  expect(store.read().token).toBe("fresh");
});

it("that has run out is renewed, once", async () => {
  store.write({ token: "old" });
  const action = allowed("fresh");
  expect(await session.use(action)).toBe("done with fresh");
  expect([action.mock.calls.flat(), issue.mock.calls]).toEqual([["old", "fresh"], [["old"]]]);
  expect(replaced).not.toHaveBeenCalled();
});

it("that cannot be renewed is replaced, and that is told", async () => {
  store.write({ token: "old" });
  issue.mockImplementation(async (token) => {
    if (token) throw refusal;
    return "new";
  });
  expect(await session.use(allowed("new"))).toBe("done with new");
  expect(replaced).toHaveBeenCalledOnce();
  expect(store.read().token).toBe("new");
});

it("is not replaced where only the old one would do", async () => {
  store.write({ token: "old" });
  issue.mockRejectedValue(refusal);
  await expect(session.use(allowed("new"), false)).rejects.toBe(refusal);
  expect(replaced).not.toHaveBeenCalled();
  expect(store.read().token).toBe("old");
});

it("is not given up for a failure that has nothing to do with it", async () => {
  store.write({ token: "old" });
  const failure = new Refused(429, 5);
  await expect(session.use(() => Promise.reject(failure))).rejects.toBe(failure);
  issue.mockRejectedValue(new Error("the line is dead"));
  await expect(session.use(allowed("fresh"))).rejects.toThrow("the line is dead");
  expect([issue.mock.calls, store.read().token]).toEqual([[["old"]], "old"]);
});

it("that is refused even when fresh is refused for good", async () => {
  await expect(session.use(allowed())).rejects.toBe(refusal);
  expect(issue).toHaveBeenCalledTimes(2);
});

it("is not made where only an old one would do and there is none", async () => {
  const action = allowed("fresh");
  await expect(session.use(action, false)).rejects.toMatchObject({ status: 401 });
  expect([action.mock.calls, issue.mock.calls, store.read().token]).toEqual([[], [], undefined]);
});
