import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Api } from "../src/api";
import { Conversation } from "../src/conversation";
import { Store } from "../src/store";
import type { Turn } from "../src/turns";
import { ELSEWHERE, eventStream, HERE, json, replyTo, Server } from "./server";

let server: Server;
let store: Store;
let conversation: Conversation;
let replies: string[];

function begin(origin = HERE): void {
  server = new Server(origin);
  store = new Store(origin);
  conversation = new Conversation(new Api(origin), store, () => "en");
  replies = [];
  conversation.addEventListener("reply", (event) => replies.push((event as CustomEvent<Turn>).detail.reply?.text ?? ""));
  conversation.watch();
}

/** Let everything happen that needs no waiting. */
const settle = () => vi.advanceTimersByTimeAsync(0);
const pass = (seconds: number) => vi.advanceTimersByTimeAsync(seconds * 1000);
const states = () => conversation.turns.map((turn) => turn.state);

beforeEach(() => {
  vi.useFakeTimers();
  localStorage.clear();
  begin();
});

afterEach(() => {
  conversation.stop();
  vi.useRealTimers();
});

describe("a message", () => {
  it("is accepted, then answered, and told once", async () => {
    const seen: string[] = [];
    conversation.addEventListener("change", () => seen.push(conversation.turns[0]?.state ?? ""));
    conversation.send("one");
    await settle();
    expect(seen.filter((state, at) => state !== seen[at - 1])).toEqual(["waiting", "accepted", "answered"]);
    expect(replies).toEqual(["Answer to one"]);
    expect(store.read().unsent).toEqual([]);
  });

  it("waits for the one before it", async () => {
    conversation.send("one");
    conversation.send("two");
    await settle();
    expect(server.texts()).toEqual(["one", "two"]);
    expect(replies).toEqual(["Answer to one", "Answer to two"]);
    expect(server.count("POST session")).toBe(1);
  });

  it("shows a quick reply's title and sends its payload", async () => {
    const turn = conversation.send("payload", "Title");
    await settle();
    expect([turn.shown, server.texts()]).toEqual(["Title", ["payload"]]);
  });

  it("that met a fault inside is sent again only by the visitor, under its own id", async () => {
    server.befall("POST message", () => eventStream(`event: reply\ndata: ${JSON.stringify({ messages: replyTo("x", { kind: "error" }) })}\n\n`));
    const turn = conversation.send("one");
    await settle();
    expect(turn.state).toBe("held");
    await pass(60);
    expect(server.count("POST message")).toBe(1);
    const { id } = turn;
    conversation.again(turn);
    await settle();
    expect([turn.state, turn.id, server.texts()]).toEqual(["answered", id, ["one"]]);
  });

  it("whose reply cannot be read is held, not asked for over and over", async () => {
    server.befall("POST message", () => eventStream('event: reply\ndata: {"messages": [{"text": "no custom"}]}\n\n'));
    conversation.send("one");
    await pass(60);
    expect(states()).toEqual(["held"]);
    expect(server.count("POST message")).toBe(1);
  });

  it("that is too long for the server is held, and the next one goes", async () => {
    server.befall("POST message", () => json({ code: "too_long" }, 413));
    conversation.send("one");
    conversation.send("two");
    await settle();
    expect(states()).toEqual(["held", "answered"]);
    expect(conversation.notice).toBe("tooLong");
    expect(store.read().unsent?.map(({ text, held }) => [text, held])).toEqual([["one", true]]);
  });
});

describe("a lost connection", () => {
  it("is tried again after 1, 2, 4 and 8 seconds, then every 15", async () => {
    conversation.load();
    await settle();
    server.befall("POST message", "dead", "dead", "dead", "dead", "dead", "dead");
    conversation.send("one");
    await settle();
    expect([states(), conversation.connection]).toEqual([["failed"], "unreachable"]);
    const before = [];
    for (const seconds of [1, 2, 4, 8, 15, 15]) {
      await pass(seconds - 0.01);
      before.push(server.count("POST message"));
      await pass(0.01);
    }
    expect(before).toEqual([1, 2, 3, 4, 5, 6]);
    expect([states(), conversation.connection, server.texts()]).toEqual([["answered"], "good", ["one"]]);
  });

  it("that comes back is said for a while", async () => {
    server.befall("GET start", "dead");
    conversation.load();
    await settle();
    expect([conversation.connection, conversation.notice]).toEqual(["unreachable", null]);
    await pass(1);
    expect([conversation.connection, conversation.notice]).toEqual(["good", "backOnline"]);
    await pass(5);
    expect(conversation.notice).toBeNull();
  });

  it("that eats the answer gets it again, made once", async () => {
    server.befall("POST message", "lost");
    conversation.send("one");
    await pass(1);
    expect([server.count("POST message"), server.texts(), replies]).toEqual([2, ["one"], ["Answer to one"]]);
  });

  it("that breaks in the middle of the answer does so too", async () => {
    server.befall("POST message", () => eventStream("event: accepted\ndata: {}\n\nevent: rep"));
    conversation.send("one");
    await settle();
    expect(states()).toEqual(["failed"]);
    await pass(1);
    expect([states(), replies]).toEqual([["answered"], ["Answer to one"]]);
  });

  it("is called offline where the browser says so, and everything goes as soon as it is back", async () => {
    const online = vi.spyOn(navigator, "onLine", "get").mockReturnValue(false);
    dispatchEvent(new Event("offline"));
    expect(conversation.connection).toBe("offline");
    server.befall("GET start", "dead");
    conversation.send("one");
    conversation.send("two");
    await settle();
    expect([states(), conversation.connection]).toEqual([["failed", "failed"], "offline"]);
    online.mockReturnValue(true);
    dispatchEvent(new Event("online"));
    await settle();
    expect([states(), server.texts(), conversation.notice]).toEqual([["answered", "answered"], ["one", "two"], "backOnline"]);
  });

  it("does not lose what was written: the next page sends it, once", async () => {
    server.befall("POST message", "lost");
    conversation.send("one");
    await settle();
    const { conversations } = server;
    conversation.stop();
    await pass(60);
    begin();
    for (const [id, messages] of conversations) server.conversations.set(id, messages);
    conversation.load();
    await settle();
    expect([states(), server.texts()]).toEqual([["answered"], ["one"]]);
  });

  it("is not tried again by a widget that has left the page", async () => {
    server.befall("POST message", "dead");
    conversation.send("one");
    await settle();
    conversation.stop();
    await pass(60);
    dispatchEvent(new Event("online"));
    conversation.load();
    await settle();
    expect(server.count("POST message")).toBe(1);
    expect(store.read().unsent?.map((message) => message.text)).toEqual(["one"]);
  });

  it("is not looked for by a widget that left before it had begun", async () => {
    server.befall("GET start", "dead", "dead");
    conversation.load();
    conversation.stop();
    await pass(60);
    expect(server.count("GET start")).toBe(1);
  });
});

describe("a server on another site", () => {
  beforeEach(() => {
    conversation.stop();
    begin(ELSEWHERE);
  });

  it("that hides its answers although it is there does not serve this one", async () => {
    server.befall("GET start", "dead");
    conversation.load();
    await pass(60);
    expect([conversation.connection, server.count("GET start")]).toEqual(["refused", 1]);
  });

  it("that is not there is waited for", async () => {
    server.file = null;
    server.befall("GET start", "dead");
    conversation.load();
    await settle();
    expect(conversation.connection).toBe("unreachable");
    await pass(1);
    expect(conversation.connection).toBe("good");
  });

  it.each([
    ["breaks down", () => json({}, 503)],
    ["drops the line", "dead" as const],
    ["ends in the middle of an answer", () => eventStream("event: accepted\ndata: {}\n\n")],
  ])("that has answered before and %s is waited for, too", async (_, fate) => {
    server.befall("POST message", fate);
    conversation.send("one");
    await settle();
    expect(conversation.connection).toBe("unreachable");
    await pass(1);
    expect(states()).toEqual(["answered"]);
  });

  it("that says 403 is believed", async () => {
    server.befall("GET start", () => json({ code: "origin" }, 403));
    conversation.load();
    await pass(60);
    expect([conversation.connection, server.count("GET start")]).toEqual(["refused", 1]);
  });
});

describe("too many messages", () => {
  const tooMany = () => json({ code: "too_many" }, 429, { "Retry-After": "3" });

  it("are counted down, then sent", async () => {
    server.befall("POST message", tooMany);
    conversation.send("one");
    await settle();
    const counted = [conversation.pause];
    for (let second = 0; second < 3; second++) {
      await pass(1);
      counted.push(conversation.pause);
    }
    expect(counted).toEqual([3, 2, 1, 0]);
    expect([states(), server.count("POST message")]).toEqual([["answered"], 2]);
  });

  it("wait for the server's time, however impatient the visitor is", async () => {
    server.befall("POST message", tooMany);
    const turn = conversation.send("one");
    await settle();
    conversation.again(turn);
    conversation.send("two");
    dispatchEvent(new Event("online"));
    await pass(2.9);
    expect(server.count("POST message")).toBe(1);
    await pass(0.1);
    expect([states(), server.texts()]).toEqual([["answered", "answered"], ["one", "two"]]);
  });

  it("go in time from a tab in the background, which is called once a minute", async () => {
    server.befall("POST message", tooMany);
    conversation.send("one");
    await settle();
    vi.setSystemTime(Date.now() + 60_000);
    await pass(1);
    expect(states()).toEqual(["answered"]);
  });
});

describe("a session", () => {
  it("that has run out is renewed, and the visitor sees nothing of it", async () => {
    conversation.send("one");
    await settle();
    server.runOut.add(store.read().token ?? "");
    conversation.send("two");
    await settle();
    expect([server.texts(), conversation.notice]).toEqual([["one", "two"], null]);
  });

  it("that cannot be renewed is replaced, and the visitor told", async () => {
    conversation.send("one");
    await settle();
    server.unknown.add("c1");
    conversation.send("two");
    await settle();
    expect([server.texts("c2"), conversation.notice, states()]).toEqual([["two"], "expired", ["answered", "answered"]]);
  });

  it("that was lost with the connection is told, not only that this is back", async () => {
    conversation.send("one");
    await settle();
    server.unknown.add("c1");
    server.befall("POST message", "dead");
    conversation.send("two");
    await pass(1);
    expect([conversation.connection, conversation.notice]).toEqual(["good", "expired"]);
  });

  it("of an earlier page brings its conversation back", async () => {
    conversation.send("one");
    await settle();
    const { conversations } = server;
    conversation.stop();
    begin();
    for (const [id, messages] of conversations) server.conversations.set(id, messages);
    conversation.load();
    await settle();
    expect(conversation.turns.map((turn) => [turn.text, turn.reply?.text])).toEqual([["one", "Answer to one"]]);
    expect(replies).toEqual([]);
  });

  it("that nobody knows any more brings nothing back, and the visitor is told", async () => {
    store.write({ token: "c9.1" });
    conversation.load();
    await settle();
    expect([conversation.turns, conversation.notice, store.read().token]).toEqual([[], "expired", undefined]);
  });
});

describe("a new conversation", () => {
  it("does not get the old one's history, however late that comes", async () => {
    conversation.send("one");
    await settle();
    const { conversations } = server;
    conversation.stop();
    begin();
    for (const [id, messages] of conversations) server.conversations.set(id, messages);
    let letGo = (): void => undefined;
    server.befall("GET history", () => new Promise<Response>((resolve) => (letGo = () => resolve(json({ turns: [{ id: "x", text: "one", messages: replyTo("one") }] })))));
    conversation.load();
    await settle();
    conversation.startAnew();
    letGo();
    await settle();
    expect(conversation.turns).toEqual([]);
  });

  it("begun while the server is away does not say that it is away: nothing is waiting for it", async () => {
    conversation.load();
    await settle();
    server.befall("POST message", "dead");
    conversation.send("one");
    await settle();
    expect(conversation.connection).toBe("unreachable");
    conversation.startAnew();
    expect(conversation.connection).toBe("good");
  });

  it("leaves the old one behind, with a session of its own", async () => {
    conversation.send("one");
    await settle();
    conversation.startAnew();
    expect([conversation.turns, store.read().token]).toEqual([[], undefined]);
    conversation.send("two");
    await settle();
    expect([server.texts("c1"), server.texts("c2")]).toEqual([["one"], ["two"]]);
  });

  it("does not get what was on its way in the old one", async () => {
    let letGo = (_: Response): void => undefined;
    server.befall("POST session", () => new Promise<Response>((resolve) => (letGo = resolve)));
    conversation.send("secret");
    await settle();
    conversation.startAnew();
    server.conversations.set("c1", []);
    letGo(json({ token: "c1.1" }));
    await pass(60);
    expect([server.texts("c1"), conversation.turns, replies]).toEqual([[], [], []]);
  });

  it("begun while the server is away fetches its greeting when it is back", async () => {
    server.befall("GET start", "dead", "dead");
    conversation.load();
    await settle();
    conversation.startAnew();
    await pass(10);
    expect([conversation.connection, conversation.greetings.en?.text]).toEqual(["good", "Hello"]);
  });

  it("has no countdown", async () => {
    server.befall("POST message", () => json({}, 429, { "Retry-After": "50" }));
    conversation.send("one");
    await settle();
    conversation.startAnew();
    expect(conversation.pause).toBe(0);
    conversation.send("two");
    await settle();
    expect(states()).toEqual(["answered"]);
  });
});

describe("erasing", () => {
  it("erases on the server, and says so", async () => {
    conversation.send("one");
    await settle();
    await conversation.erase();
    expect([server.texts(), conversation.turns, conversation.notice, store.read().token]).toEqual([[], [], "erased", undefined]);
  });

  it("that fails keeps the conversation, and says so, also offline", async () => {
    conversation.send("one");
    await settle();
    vi.spyOn(navigator, "onLine", "get").mockReturnValue(false);
    dispatchEvent(new Event("offline"));
    server.befall("DELETE session", "dead");
    await conversation.erase();
    expect([server.texts(), states(), conversation.notice]).toEqual([["one"], ["answered"], "eraseFailed"]);
    expect(store.read().token).toBeDefined();
  });

  it("sends nothing more meanwhile that would outlive it", async () => {
    conversation.send("one");
    await settle();
    let letGo = (): void => undefined;
    server.befall("DELETE session", () => new Promise<Response>((resolve) => (letGo = () => resolve(json({ erased: true })))));
    const erased = conversation.erase();
    conversation.send("two");
    await pass(5);
    expect(server.texts()).toEqual(["one"]);
    letGo();
    await erased;
    await pass(60);
    expect([server.count("POST message"), conversation.turns]).toEqual([1, []]);
  });

  it("lets the answer in the making come, but sends nothing after it", async () => {
    let answer = (): void => undefined;
    let erase = (): void => undefined;
    server.befall("POST message", () => new Promise<Response>((resolve) => (answer = () => resolve(eventStream(`event: reply\ndata: ${JSON.stringify({ messages: replyTo("one") })}\n\n`)))));
    server.befall("DELETE session", () => new Promise<Response>((resolve) => (erase = () => resolve(json({ erased: true })))));
    conversation.send("one");
    conversation.send("two");
    await settle();
    const erased = conversation.erase();
    answer();
    await settle();
    expect(states()).toEqual(["answered", "waiting"]);
    erase();
    await erased;
    await pass(60);
    expect(server.count("POST message")).toBe(1);
  });

  it("that fails is still said when what waits has failed once more", async () => {
    conversation.load();
    await settle();
    server.befall("POST message", "dead", "dead", "dead");
    conversation.send("one");
    await settle();
    store.write({ token: "c1.1" });
    server.befall("DELETE session", "dead");
    await conversation.erase();
    await pass(1);
    expect([states(), conversation.connection, conversation.notice]).toEqual([["failed"], "unreachable", "eraseFailed"]);
  });

  it("that fails goes on with what was waiting", async () => {
    conversation.send("one");
    await settle();
    server.befall("DELETE session", () => json({ code: "cannot_erase" }, 501));
    const erased = conversation.erase();
    conversation.send("two");
    await erased;
    await settle();
    expect([server.texts(), conversation.notice]).toEqual([["one", "two"], "eraseFailed"]);
  });

  it("of a conversation that nobody can read any more is done", async () => {
    conversation.send("one");
    await settle();
    server.unknown.add("c1");
    await conversation.erase();
    expect([conversation.notice, server.count("POST session")]).toEqual(["erased", 2]); // the second could not be renewed
  });

  it("needs no server where nothing was sent", async () => {
    await conversation.erase();
    expect([conversation.notice, server.count("DELETE session")]).toEqual(["erased", 0]);
  });
});

describe("a thumb", () => {
  it("is kept, and taken back when it is pressed again", async () => {
    const turn = conversation.send("one");
    await settle();
    await conversation.rate(turn, "up");
    expect(turn.rating).toBe("up");
    await conversation.rate(turn, "up");
    expect([turn.rating, server.ratings]).toEqual([null, ["up", null]]);
  });

  it("that could not be kept goes back, and the visitor is told", async () => {
    const turn = conversation.send("one");
    await settle();
    server.befall("POST rating", "dead");
    await conversation.rate(turn, "down");
    expect([turn.rating, conversation.notice]).toEqual([null, "ratingFailed"]);
  });

  it("that could not be kept does not undo the one pressed after it", async () => {
    const turn = conversation.send("one");
    await settle();
    server.befall("POST rating", () => new Promise<Response>((resolve) => setTimeout(() => resolve(json({}, 503)), 1000)));
    const first = conversation.rate(turn, "up");
    await conversation.rate(turn, "down");
    await Promise.all([first, pass(1)]);
    expect([turn.rating, server.ratings]).toEqual(["down", ["down"]]);
  });

  it("does not begin a new session for an old answer", async () => {
    const turn = conversation.send("one");
    await settle();
    server.unknown.add("c1");
    await conversation.rate(turn, "up");
    expect([turn.rating, conversation.notice, [...server.conversations.keys()]]).toEqual([null, "ratingFailed", ["c1"]]);
  });
});

describe("two tabs", () => {
  let other: Conversation;

  /** What the browser tells the other tabs of a site when one of them has changed what is kept. */
  const tell = (before: string | null) =>
    dispatchEvent(new StorageEvent("storage", { key: KEY, oldValue: before, newValue: localStorage.getItem(KEY) }));
  const KEY = `antwerp-chat ${HERE}`;
  const kept = () => (store.read().unsent ?? []).map((message) => message.text);

  beforeEach(() => {
    other = new Conversation(new Api(HERE), new Store(HERE), () => "en");
    other.watch();
  });

  afterEach(() => other.stop());

  it("keep what each could not have answered, and neither what the other keeps", async () => {
    server.befall("POST message", () => json({ code: "too_long" }, 413), () => json({ code: "too_long" }, 413));
    const held = conversation.send("held here");
    await settle();
    other.send("held there");
    await settle();
    expect(kept()).toEqual(["held here", "held there"]);
    other.send("answered there");
    await settle();
    expect(kept()).toEqual(["held here", "held there"]);
    conversation.again(held);
    await settle();
    expect(kept()).toEqual(["held there"]);
  });

  it("show both that the conversation was erased, or left, in one of them", async () => {
    conversation.send("one");
    await settle();
    other.load();
    await settle();
    expect(other.turns.map((turn) => turn.text)).toEqual(["one"]);
    const before = localStorage.getItem(KEY);
    await conversation.erase();
    tell(before);
    await settle();
    expect([other.turns, other.greetings.en?.text, other.connection]).toEqual([[], "Hello", "good"]);
    other.send("two");
    await settle();
    expect([server.texts("c1"), server.texts("c2")]).toEqual([[], ["two"]]);
  });

  it("show both the conversation that one of them has begun since", async () => {
    conversation.send("one");
    await settle();
    other.load();
    await settle();
    const before = localStorage.getItem(KEY);
    conversation.startAnew();
    const left = localStorage.getItem(KEY);
    conversation.send("two");
    await settle();
    dispatchEvent(new StorageEvent("storage", { key: KEY, oldValue: before, newValue: left }));
    await settle();
    expect(other.turns.map((turn) => turn.text)).toEqual(["two"]);
  });

  it("send nothing more of a conversation that one of them has left", async () => {
    conversation.send("one");
    await settle();
    other.load();
    await settle();
    server.befall("POST message", "dead");
    other.send("waits");
    await settle();
    const before = localStorage.getItem(KEY);
    conversation.startAnew();
    tell(before);
    await pass(60);
    expect([server.texts("c1"), other.turns, kept()]).toEqual([["one"], [], []]);
  });

  it("begin no new conversation for a thumb to one that is gone", async () => {
    const turn = conversation.send("one");
    await settle();
    store.write({ token: undefined });
    await conversation.rate(turn, "up");
    expect([turn.rating, conversation.notice, server.count("POST session")]).toEqual([null, "ratingFailed", 1]);
  });
});
