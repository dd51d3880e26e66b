/** The web channel's calls. Each throws `Unreachable` when the network fails and `Refused` when the server says no. */
import { readGreetings, readHistory, readKeepDays, readReply, type PastTurn, type Rating, type Reply, type Start } from "./contract";
import { events } from "./sse";

const PATIENCE = 20_000; // ms; the server answers within 10 s whatever happens

export class Unreachable extends Error {}

export class Refused extends Error {
  constructor(
    readonly status: number,
    /** Seconds after which it may be tried again; 0 where the server names none. */
    readonly wait: number,
  ) {
    super(`the server refused with ${status}`);
  }
}

export class Api {
  private heard = false; // whether the server has ever answered a call

  /** @param server the assistant's origin, without a slash at the end. */
  constructor(readonly server: string) {}

  async start(): Promise<Start> {
    const body = await this.json(await this.call("GET", "start"));
    return { greetings: readGreetings(body), keepDays: readKeepDays(body) };
  }

  /** A new session, or with `token` a fresh one for the same conversation. */
  async session(token?: string): Promise<string> {
    const body = (await this.json(await this.call("POST", "session", token, {}))) as { token?: unknown };
    if (typeof body?.token !== "string") throw new Unreachable("no session came");
    return body.token;
  }

  async history(token: string): Promise<PastTurn[]> {
    return readHistory(await this.json(await this.call("GET", "history", token)));
  }

  async rate(token: string, id: string, rating: Rating | null): Promise<void> {
    await this.call("POST", "rating", token, { id, rating });
  }

  async erase(token: string): Promise<void> {
    await this.call("DELETE", "session", token);
  }

  /** The reply to a message, null if what came is none; `accepted` is called as soon as the server has it. */
  async message(token: string, message: { id: string; text: string; locale: string }, accepted: () => void, stop: AbortSignal): Promise<Reply | null> {
    const response = await this.call("POST", "message", token, message, stop);
    try {
      for await (const { event, data } of events(response)) {
        if (event === "accepted") accepted();
        if (event === "reply") return readReply((JSON.parse(data) as { messages?: unknown }).messages);
      }
    } catch (error) {
      throw new Unreachable(String(error));
    }
    throw new Unreachable("the connection ended before the reply");
  }

  /**
   * Whether a call failed because this site may not use the server: the browser then hides every answer, though the server
   * is there. It is if it serves this file, which every site may load; a proxy before a dead server answers, but not so.
   */
  async refusesThisSite(error: unknown): Promise<boolean> {
    const hidden = error instanceof Unreachable && error.cause instanceof TypeError;
    if (!hidden || this.heard || new URL(this.server).origin === location.origin) return false;
    try {
      return (await fetch(`${this.server}/widget.js`, { cache: "no-store", signal: AbortSignal.timeout(PATIENCE) })).ok;
    } catch {
      return false;
    }
  }

  private async call(method: string, name: string, token?: string, body?: unknown, stop?: AbortSignal): Promise<Response> {
    const headers: Record<string, string> = {};
    if (token) headers.Authorization = `Bearer ${token}`;
    if (body !== undefined) headers["Content-Type"] = "application/json";
    let response: Response;
    try {
      response = await fetch(`${this.server}/webhooks/web/${name}`, {
        method,
        headers,
        body: body === undefined ? undefined : JSON.stringify(body),
        credentials: "omit",
        referrerPolicy: "no-referrer",
        signal: stop ? AbortSignal.any([stop, AbortSignal.timeout(PATIENCE)]) : AbortSignal.timeout(PATIENCE),
      });
    } catch (error) {
      throw new Unreachable(String(error), { cause: error });
    }
    this.heard = true;
    if (response.ok) return response;
    if (response.status >= 500 && response.status !== 501) throw new Unreachable(`the server answered ${response.status}`);
    throw new Refused(response.status, Number(response.headers.get("Retry-After")) || 0);
  }

  private async json(response: Response): Promise<unknown> {
    try {
      return await response.json();
    } catch (error) {
      throw new Unreachable(String(error));
    }
  }
}
