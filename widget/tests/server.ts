/** A stand-in for the assistant's web channel: answers `fetch` as the server does, and fails where it is told to. */
import { vi } from "vitest";

export const HERE = "http://localhost:3000"; // the test page's own origin
export const ELSEWHERE = "https://assistant.example";

interface Message {
  id: string;
  text: string;
}

type Fate = "dead" | "lost" | (() => Response | Promise<Response>);

export const json = (body: unknown, status = 200, headers: Record<string, string> = {}): Response =>
  new Response(JSON.stringify(body), { status, headers: { "Content-Type": "application/json", ...headers } });

export const replyTo = (text: string, custom: object = {}): unknown[] => [
  { text: `Answer to ${text}` },
  { custom: { kind: "answer", language: "en", facts: ["a/b"], suggestions: [], ...custom } },
];

export const eventStream = (...chunks: (string | Uint8Array)[]): Response => {
  const encoder = new TextEncoder();
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      for (const chunk of chunks) controller.enqueue(typeof chunk === "string" ? encoder.encode(chunk) : chunk);
      controller.close();
    },
  });
  return { ok: true, status: 200, headers: new Headers(), body } as unknown as Response;
};

export class Server {
  /** What each conversation's visitor has sent, as the tracker store keeps it: each message once. */
  readonly conversations = new Map<string, Message[]>();
  /** Every call that arrived, in order: "POST message", "GET history" ... */
  readonly calls: string[] = [];
  readonly ratings: unknown[] = [];
  readonly runOut = new Set<string>();
  readonly unknown = new Set<string>();
  /** What comes of `widget.js`, which is served to every site; null: the line is dead. */
  file: Response | null = json({});
  /** Days that a conversation is kept; 0 for ever. */
  keepDays = 0;

  private readonly fates = new Map<string, Fate[]>();
  private tokens = 0;

  constructor(readonly origin: string) {
    vi.stubGlobal("fetch", (url: string, init?: RequestInit) => this.fetch(url, init));
  }

  /** What becomes of the next calls of this name. */
  befall(name: string, ...fates: Fate[]): void {
    this.fates.set(name, [...(this.fates.get(name) ?? []), ...fates]);
  }

  count(name: string): number {
    return this.calls.filter((call) => call === name).length;
  }

  /** The texts of one conversation; by default of the first. */
  texts(conversation = "c1"): string[] {
    return (this.conversations.get(conversation) ?? []).map((message) => message.text);
  }

  private async fetch(url: string, init: RequestInit = {}): Promise<Response> {
    init.signal?.throwIfAborted();
    if (url === `${this.origin}/widget.js`) {
      if (this.file) return this.file;
      throw new TypeError("Failed to fetch");
    }
    const path = url.slice(`${this.origin}/webhooks/web/`.length);
    const name = `${init.method} ${path}`;
    this.calls.push(name);
    const fate = this.fates.get(name)?.shift();
    if (fate === "dead") throw new TypeError("Failed to fetch");
    const response = typeof fate === "function" ? await fate() : this.answer(name, init);
    if (fate === "lost") throw new TypeError("Failed to fetch");
    return response;
  }

  private answer(name: string, init: RequestInit): Response {
    const token = new Headers(init.headers).get("Authorization")?.replace("Bearer ", "");
    const body = JSON.parse(String(init.body ?? "{}")) as Message & { rating: unknown };
    if (name === "GET start") return json({ languages: { en: { text: "Hello", suggestions: [] } }, keep_days: this.keepDays });
    if (name === "POST session" && !token) return this.issue(`c${this.conversations.size + 1}`);
    const conversation = token?.split(".")[0] ?? "";
    if (!this.conversations.has(conversation) || this.unknown.has(conversation)) return json({ code: "session" }, 401);
    if (name === "POST session") return this.issue(conversation);
    if (token && this.runOut.has(token)) return json({ code: "session" }, 401);
    const messages = this.conversations.get(conversation) ?? [];
    if (name === "GET history") return json({ turns: messages.map(({ id, text }) => ({ id, text, messages: replyTo(text) })) });
    if (name === "DELETE session") {
      this.conversations.set(conversation, []);
      return json({ erased: true });
    }
    if (name === "POST rating") {
      this.ratings.push(body.rating);
      return json(body);
    }
    if (!messages.some((message) => message.id === body.id)) messages.push({ id: body.id, text: body.text });
    return eventStream(`event: accepted\ndata: {}\n\nevent: reply\ndata: ${JSON.stringify({ messages: replyTo(body.text) })}\n\n`);
  }

  private issue(conversation: string): Response {
    if (!this.conversations.has(conversation)) this.conversations.set(conversation, []);
    return json({ token: `${conversation}.${++this.tokens}` });
  }
}
