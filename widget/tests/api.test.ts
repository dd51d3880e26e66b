import { beforeEach, describe, expect, it, vi } from "vitest";
import { Api, Refused, Unreachable } from "../src/api";
import { events } from "../src/sse";
import { ELSEWHERE, eventStream, HERE, json, replyTo, Server } from "./server";

const message = { id: "12345678", text: "one", locale: "en" };
const never = new AbortController().signal;

let server: Server;
let api: Api;

beforeEach(() => {
  server = new Server(HERE);
  api = new Api(HERE);
});

const failure = (promise: Promise<unknown>) => promise.then(() => null, (error: unknown) => error);

describe("a call", () => {
  it("shows the session, and neither cookies nor where it is from", async () => {
    const fetch = vi.fn((..._: [string, RequestInit]) => Promise.resolve(json({ turns: [] })));
    vi.stubGlobal("fetch", fetch);
    await api.history("a.b.c");
    const [url, init] = fetch.mock.calls[0] ?? [];
    expect(url).toBe(`${HERE}/webhooks/web/history`);
    expect(init).toMatchObject({ method: "GET", credentials: "omit", referrerPolicy: "no-referrer", headers: { Authorization: "Bearer a.b.c" }, body: undefined });
  });

  it.each([400, 401, 403, 404, 413, 415, 429, 501])("refused with %i says so", async (status) => {
    server.befall("GET history", () => json({}, status));
    expect(await failure(api.history("x"))).toMatchObject({ constructor: Refused, status, wait: 0 });
  });

  it.each([500, 502, 503, 504])("answered with %i is as good as not answered", async (status) => {
    server.befall("GET history", () => json({}, status));
    expect(await failure(api.history("x"))).toBeInstanceOf(Unreachable);
  });

  it.each([["30", 30], ["", 0], ["Wed, 21 Oct 2026 07:28:00 GMT", 0]])("refused with Retry-After %j waits %i s", async (header, wait) => {
    server.befall("GET history", () => json({}, 429, { "Retry-After": header }));
    expect(await failure(api.history("x"))).toMatchObject({ wait });
  });

  it("on a dead line is unreachable", async () => {
    server.befall("GET history", "dead");
    expect(await failure(api.history("x"))).toBeInstanceOf(Unreachable);
  });

  it("answered with something else than JSON is unreachable", async () => {
    server.befall("GET history", () => new Response("<!doctype html>"));
    expect(await failure(api.history("x"))).toBeInstanceOf(Unreachable);
  });

  it("for a session that brings none is unreachable", async () => {
    server.befall("POST session", () => json({ token: 5 }));
    expect(await failure(api.session())).toBeInstanceOf(Unreachable);
  });
});

describe("a message", () => {
  const reply = `event: reply\ndata: ${JSON.stringify({ messages: replyTo("é한👋") })}\n\n`;

  it("is accepted first, then answered", async () => {
    server.befall("POST message", () => eventStream("event: accepted\ndata: {}\n\n", reply));
    const accepted = vi.fn();
    expect((await api.message("x", message, accepted, never))?.text).toBe("Answer to é한👋");
    expect(accepted).toHaveBeenCalledOnce();
  });

  it.each([
    ["no reply", "event: accepted\ndata: {}\n\n"],
    ["half a reply", reply.slice(0, -20)],
    ["a reply that is no JSON", "event: reply\ndata: {\n\n"],
  ])("with %s is unreachable", async (_, stream) => {
    server.befall("POST message", () => eventStream(stream));
    expect(await failure(api.message("x", message, () => undefined, never))).toBeInstanceOf(Unreachable);
  });

  it("with a reply that keeps no contract has none", async () => {
    server.befall("POST message", () => eventStream('event: reply\ndata: {"messages": "x"}\n\n'));
    expect(await api.message("x", message, () => undefined, never)).toBeNull();
  });

  it("that is stopped does not leave", async () => {
    const stop = new AbortController();
    stop.abort();
    expect(await failure(api.message("x", message, () => undefined, stop.signal))).toBeInstanceOf(Unreachable);
    expect(server.calls).toEqual([]);
  });
});

describe("server-sent events", () => {
  const stream = "event: a\ndata: {\"x\": \"한 👋: é\"}\n\n: a comment\n\nevent: b\r\ndata: one\r\ndata: two\r\n\r\nevent: unfinished\ndata: x";
  const expected = [
    { event: "a", data: '{"x": "한 👋: é"}' },
    { event: "message", data: "" },
    { event: "b", data: "one\ntwo" },
  ];

  it.each([1, 2, 3, 5, 7, 1000])("are read whole from pieces of %i bytes", async (size) => {
    const bytes = new TextEncoder().encode(stream);
    const pieces = Array.from({ length: Math.ceil(bytes.length / size) }, (_, at) => bytes.slice(at * size, (at + 1) * size));
    const found = [];
    for await (const event of events(eventStream(...pieces))) found.push(event);
    expect(found).toEqual(expected);
  });
});

describe("a site that may not use the server", () => {
  it("is told from a server that is away", async () => {
    const other = new Server(ELSEWHERE);
    other.befall("GET start", "dead", "dead");
    const there = new Api(ELSEWHERE);
    const error = await failure(there.start());
    expect(await there.refusesThisSite(error)).toBe(true);
    other.file = json({}, 502); // a proxy speaks for it
    expect(await there.refusesThisSite(error)).toBe(false);
    other.file = null;
    expect(await there.refusesThisSite(error)).toBe(false);
  });

  it("is never the assistant's own", async () => {
    server.befall("GET start", "dead");
    expect(await api.refusesThisSite(await failure(api.start()))).toBe(false);
  });

  it("is not one whose call took too long", async () => {
    new Server(ELSEWHERE).befall("GET start", () => {
      throw new DOMException("signal timed out", "TimeoutError");
    });
    const there = new Api(ELSEWHERE);
    expect(await there.refusesThisSite(await failure(there.start()))).toBe(false);
  });
});
