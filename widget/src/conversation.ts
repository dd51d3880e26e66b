/**
 * The conversation, without its looks: sends one message after the other, each until it is answered once, and recovers by
 * itself from lost connections, restarts of the server and sessions that have run out.
 *
 * Dispatches `change` whenever anything differs, and `reply` (a CustomEvent with the turn) for each new reply.
 */
import { Refused, type Api } from "./api";
import type { Greeting, Rating } from "./contract";
import type { Language } from "./language";
import { Session } from "./session";
import type { Store } from "./store";
import { isOpen, newTurn, together, type Turn } from "./turns";

export type Connection = "good" | "offline" | "unreachable" | "refused";
export type Notice = "backOnline" | "erased" | "eraseFailed" | "ratingFailed" | "expired" | "tooLong" | null;

const GOOD_NEWS = 5_000; // ms that "the connection is back" stands
const DELAYS = [1, 2, 4, 8, 15]; // seconds until the next try; the last one repeats

export class Conversation extends EventTarget {
  turns: Turn[] = [];
  greetings: Partial<Record<Language, Greeting>> = {};
  /** Days after its last message from which the server deletes a conversation; 0 where that is not known, or never. */
  keepDays = 0;
  connection: Connection = "good";
  notice: Notice = null;
  /** Seconds until the server takes the next message; 0 when it does. */
  pause = 0;

  private begun = false; // whether anything was ever asked of the server
  private loaded = false;
  private working = false;
  private erasing = false;
  private stopped = false;
  private tries = 0;
  private timer = 0;
  private age = 0; // counts new conversations: what belongs to an earlier one must not land in this one
  private inFlight = new AbortController();
  private unwatch = (): void => undefined;

  private readonly session: Session;

  constructor(
    private readonly api: Api,
    private readonly store: Store,
    private readonly language: () => Language,
  ) {
    super();
    this.session = new Session(api, store, () => (this.notice = "expired"));
  }

  /** Watch the connection, and what other tabs do; call `stop` when the widget leaves the page. */
  watch(): void {
    this.unwatch = this.store.watch(() => this.ended());
    addEventListener("online", this.onOnline);
    addEventListener("offline", this.onOffline);
  }

  /** What is unsent stays in the store, for the next one to send. */
  stop(): void {
    this.unwatch();
    removeEventListener("online", this.onOnline);
    removeEventListener("offline", this.onOffline);
    this.stopped = true;
    this.drop();
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
    void this.work();
  }

  async rate(turn: Turn, rating: Rating): Promise<void> {
    const before = turn.rating;
    const wanted = before === rating ? null : rating;
    turn.rating = wanted;
    this.changed();
    try {
      await this.session.use((token) => this.api.rate(token, turn.id, wanted), false);
    } catch {
      if (turn.rating === wanted) turn.rating = before; // else the visitor has changed his mind since
      this.notice = "ratingFailed";
      this.changed();
    }
  }

  /** Begin anew; the old conversation stays on the server, without a key to it. */
  startAnew(): void {
    this.drop();
    this.notice = null;
    if (this.connection === "unreachable") this.connection = "good"; // the next call will tell
    this.store.write({ token: undefined, unsent: [] });
    this.changed();
    this.load();
  }

  async erase(): Promise<void> {
    this.erasing = true; // what is sent meanwhile would outlive the conversation
    const erased = await this.eraseThere();
    this.erasing = false;
    if (erased) this.startAnew();
    else this.load();
    this.notice = erased ? "erased" : "eraseFailed";
    this.changed();
  }

  dismiss(): void {
    this.notice = null;
    this.changed();
  }

  private async eraseThere(): Promise<boolean> {
    try {
      if (this.store.read().token) await this.session.use((token) => this.api.erase(token), false);
      return true;
    } catch (error) {
      return error instanceof Refused && error.status === 401; // nobody, us included, can read that conversation any more
    }
  }

  /** Another tab has erased the conversation, or begun a new one: show what there is now. */
  private ended(): void {
    this.drop();
    this.loaded = false;
    if (this.connection === "unreachable") this.connection = "good"; // the next call will tell
    this.changed();
    if (this.begun) this.load();
  }

  /** Let go of the conversation at hand: what still comes of it counts no more. */
  private drop(): void {
    this.age += 1;
    this.inFlight.abort();
    this.inFlight = new AbortController();
    this.turns = [];
    this.pause = 0;
    clearTimeout(this.timer);
  }

  // -- sending --------------------------------------------------------------------------------------------------------------

  private async work(): Promise<void> {
    if (this.working || this.pause || this.erasing || this.stopped) return;
    this.working = this.begun = true;
    clearTimeout(this.timer);
    try {
      if (!this.loaded) await this.fetchPast();
      for (let turn = this.turns.find(isOpen); turn && !this.erasing; turn = this.turns.find(isOpen)) await this.deliver(turn);
      this.connected();
    } catch (error) {
      await this.fault(error);
    } finally {
      this.working = false;
    }
    const more = !this.loaded || this.turns.some(isOpen); // ended in another tab, or sent, while we were ending
    if (more && !this.pause && this.connection === "good") void this.work();
  }

  private async fetchPast(): Promise<void> {
    const age = this.age;
    const { greetings, keepDays } = await this.api.start();
    this.greetings = greetings;
    this.keepDays = keepDays;
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
    const { signal } = this.inFlight;
    turn.state = "waiting";
    this.changed();
    try {
      const reply = await this.session.use((token) =>
        this.api.message(token, { id: turn.id, text: turn.text, locale: turn.locale }, () => {
          turn.state = "accepted";
          this.connected();
        }, signal),
      );
      if (age !== this.age) return;
      turn.reply = reply;
      turn.language = reply?.language ?? turn.language;
      turn.state = reply && reply.kind !== "error" ? "answered" : "held";
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
      this.notice ??= "backOnline";
      setTimeout(() => this.notice === "backOnline" && this.dismiss(), GOOD_NEWS);
    }
    this.connection = "good";
    this.tries = 0;
    this.changed();
  }

  private async fault(error: unknown): Promise<void> {
    if (error instanceof Refused && error.status === 429) return this.rest(Date.now() + (error.wait || 5) * 1000);
    const before = this.connection;
    if (error instanceof Refused && error.status === 403) this.connection = "refused";
    else if (!navigator.onLine) this.connection = "offline";
    else if (await this.api.refusesThisSite(error)) this.connection = "refused";
    else this.connection = "unreachable";
    if (this.connection !== before) this.notice = null; // newer than what was noticed
    for (const turn of this.turns) if (isOpen(turn)) turn.state = "failed";
    this.changed();
    if (this.connection === "refused") return; // only whoever runs the assistant can change that
    const delay = DELAYS[Math.min(this.tries++, DELAYS.length - 1)] ?? 15;
    this.timer = window.setTimeout(() => void this.work(), delay * 1000);
  }

  /** Wait as the server asks, counting down, then go on. (By the clock: a tab in the background is not called each second.) */
  private rest(until: number): void {
    this.pause = Math.max(0, Math.ceil((until - Date.now()) / 1000));
    this.changed();
    if (this.pause) this.timer = window.setTimeout(() => this.rest(until), 1000);
    else void this.work();
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

  /** Keep what is unsent here, beside what other tabs keep. */
  private keepUnsent(): void {
    const here = new Set(this.turns.map((turn) => turn.id));
    const elsewhere = (this.store.read().unsent ?? []).filter((message) => !here.has(message.id));
    const unsent = this.turns.filter((turn) => isOpen(turn) || turn.state === "held");
    this.store.write({ unsent: [...elsewhere, ...unsent.map(({ id, text, locale, state }) => ({ id, text, locale, held: state === "held" }))] });
  }

  private changed(): void {
    this.dispatchEvent(new Event("change"));
  }
}
