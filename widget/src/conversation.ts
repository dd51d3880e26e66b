/**
 * The conversation, without its looks: sends one message after the other, each until it is answered once, and recovers by
 * itself from lost connections, restarts of the server and sessions that have run out.
 *
 * Dispatches `change` whenever anything differs, and `reply` (a CustomEvent with the turn) for each new reply.
 */
import { Refused, Unreachable, type Api } from "./api";
import type { Greeting, Rating } from "./contract";
import type { Language } from "./language";
import { Session } from "./session";
import type { Store } from "./store";
import { isOpen, newTurn, together, type Turn } from "./turns";

export type Connection = "good" | "offline" | "unreachable" | "refused";
export type Notice = "backOnline" | "erased" | "eraseFailed" | "expired" | "tooLong" | null;

const GOOD_NEWS = 5_000; // ms that "the connection is back" stands
const DELAYS = [1, 2, 4, 8, 15]; // seconds until the next try; the last one repeats

export class Conversation extends EventTarget {
  turns: Turn[] = [];
  greetings: Partial<Record<Language, Greeting>> = {};
  connection: Connection = "good";
  notice: Notice = null;
  /** Seconds until the server takes the next message; 0 when it does. */
  pause = 0;

  private loaded = false;
  private working = false;
  private tries = 0;
  private timer = 0;
  private age = 0; // counts new conversations: what belongs to an earlier one must not land in this one
  private inFlight = new AbortController();

  private readonly session: Session;

  constructor(
    private readonly api: Api,
    private readonly store: Store,
    private readonly language: () => Language,
  ) {
    super();
    this.session = new Session(api, store, () => (this.notice = "expired"));
  }

  /** Watch the connection; call `stop` when the widget leaves the page. */
  watch(): void {
    addEventListener("online", this.onOnline);
    addEventListener("offline", this.onOffline);
  }

  stop(): void {
    removeEventListener("online", this.onOnline);
    removeEventListener("offline", this.onOffline);
    clearTimeout(this.timer);
  }

  /** Fetch the greeting and what was said before, then send what is unsent. Safe to call again. */
  load(): void {
    if (!this.loaded || this.turns.some(isOpen)) void this.work();
  }

  send(text: string, shown = text): Turn {
    const turn = newTurn(text, shown, this.language(), this.language());
    this.turns = [...this.turns, turn];
    this.notice = null;
    this.keepUnsent();
    this.changed();
    void this.work();
    return turn;
  }

  /** Send a message again, under its own id: an answer that was made is not made twice. */
  again(turn: Turn): void {
    turn.state = "waiting";
    turn.reply = null;
    this.keepUnsent();
    this.changed();
    clearTimeout(this.timer);
    void this.work();
  }

  async rate(turn: Turn, rating: Rating): Promise<void> {
    const before = turn.rating;
    turn.rating = before === rating ? null : rating;
    this.changed();
    try {
      await this.session.use((token) => this.api.rate(token, turn.id, turn.rating));
    } catch {
      turn.rating = before;
      this.changed();
    }
  }

  /** Begin anew; the old conversation stays on the server, without a key to it. */
  startAnew(): void {
    this.age += 1;
    this.inFlight.abort();
    this.inFlight = new AbortController();
    this.turns = [];
    this.notice = null;
    this.pause = 0;
    clearTimeout(this.timer);
    this.store.write({ token: undefined, unsent: [] });
    this.changed();
  }

  async erase(): Promise<void> {
    try {
      if (this.store.read().token) await this.session.use((token) => this.api.erase(token), false);
    } catch (error) {
      if (!(error instanceof Refused && error.status === 401)) {
        this.notice = "eraseFailed";
        return this.changed();
      } // 401: nobody, us included, can read that conversation any more
    }
    this.startAnew();
    this.notice = "erased";
    this.changed();
  }

  dismiss(): void {
    this.notice = null;
    this.changed();
  }

  // -- sending --------------------------------------------------------------------------------------------------------------

  private async work(): Promise<void> {
    if (this.working || this.pause) return;
    this.working = true;
    clearTimeout(this.timer);
    try {
      if (!this.loaded) await this.fetchPast();
      for (let turn = this.turns.find(isOpen); turn; turn = this.turns.find(isOpen)) await this.deliver(turn);
      this.connected();
    } catch (error) {
      await this.fault(error);
    } finally {
      this.working = false;
    }
    if (!this.pause && this.connection === "good" && this.turns.some(isOpen)) void this.work(); // sent while we were ending
  }

  private async fetchPast(): Promise<void> {
    const age = this.age;
    this.greetings = await this.api.greetings();
    this.connected();
    const past = this.store.read().token ? await this.past() : [];
    if (age !== this.age) return;
    this.turns = together(past, this.store.read().unsent ?? [], this.turns, this.language());
    this.loaded = true;
    this.keepUnsent();
    this.changed();
  }

  private async past() {
    try {
      return await this.session.use((token) => this.api.history(token), false);
    } catch (error) {
      if (!(error instanceof Refused) || error.status !== 401) throw error;
      this.store.write({ token: undefined });
      this.notice = "expired";
      return [];
    }
  }

  private async deliver(turn: Turn): Promise<void> {
    const age = this.age;
    turn.state = "waiting";
    this.changed();
    try {
      const reply = await this.session.use((token) =>
        this.api.message(token, { id: turn.id, text: turn.text, locale: turn.locale }, () => {
          turn.state = "accepted";
          this.connected();
        }, this.inFlight.signal),
      );
      if (age !== this.age) return;
      turn.reply = reply;
      turn.language = reply.language;
      turn.state = reply.kind === "error" ? "held" : "answered";
    } catch (error) {
      if (age !== this.age) return;
      turn.state = "failed";
      if (!(error instanceof Refused) || error.status === 429 || error.status === 403) throw error;
      turn.state = "held"; // refused for what it is: trying again by itself would not help
      if (error.status === 413) this.notice = "tooLong";
    }
    this.keepUnsent();
    this.connected();
    if (turn.reply) this.dispatchEvent(new CustomEvent("reply", { detail: turn }));
  }

  // -- the connection -------------------------------------------------------------------------------------------------------

  private connected(): void {
    if (this.connection !== "good") {
      this.notice = "backOnline";
      setTimeout(() => this.notice === "backOnline" && this.dismiss(), GOOD_NEWS);
    }
    this.connection = "good";
    this.tries = 0;
    this.changed();
  }

  private async fault(error: unknown): Promise<void> {
    if (error instanceof Refused && error.status === 429) return this.rest(error.wait || 5);
    if (error instanceof Refused && error.status === 403) this.connection = "refused";
    else if (!navigator.onLine) this.connection = "offline";
    else if (error instanceof Unreachable && new URL(this.api.server).origin !== location.origin && (await this.api.isThere())) this.connection = "refused";
    else this.connection = "unreachable";
    this.notice = null;
    for (const turn of this.turns) if (isOpen(turn)) turn.state = "failed";
    this.changed();
    if (this.connection === "refused") return; // only whoever runs the assistant can change that
    const delay = DELAYS[Math.min(this.tries++, DELAYS.length - 1)] ?? 15;
    this.timer = window.setTimeout(() => void this.work(), delay * 1000);
  }

  /** Wait as the server asks, counting down, then go on. */
  private rest(seconds: number): void {
    this.pause = seconds;
    this.changed();
    this.timer = window.setTimeout(() => {
      if (seconds > 1) return this.rest(seconds - 1);
      this.pause = 0;
      this.changed();
      void this.work();
    }, 1000);
  }

  private readonly onOnline = (): void => {
    this.tries = 0;
    if (this.connection !== "good" || this.turns.some(isOpen)) void this.work();
  };

  private readonly onOffline = (): void => {
    this.connection = "offline";
    this.notice = null;
    this.changed();
  };

  private keepUnsent(): void {
    const unsent = this.turns.filter((turn) => isOpen(turn) || turn.state === "held");
    this.store.write({ unsent: unsent.map(({ id, text, locale, state }) => ({ id, text, locale, held: state === "held" })) });
  }

  private changed(): void {
    this.dispatchEvent(new Event("change"));
  }
}
