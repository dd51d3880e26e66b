/**
 * `<antwerp-chat>`: the assistant in the corner of any page.
 *
 * @attribute language - en, nl, fr, de, ko or zh; without it the page's `lang` counts, then the browser's languages
 * @attribute heading - the panel's title
 * @attribute position - `right` (default) or `left`
 * @attribute theme - `light` or `dark`; without it the system's choice counts
 * @attribute open - present while the panel is open; set it to open the panel
 * @attribute privacy-url - the page's own statement on privacy, https or of its own site; linked after the privacy line
 * @attribute server - the assistant's address; without it the one this file came from
 * @fires antwerp-chat:open, antwerp-chat:close
 * @fires antwerp-chat:message - detail: `{from: "visitor" | "assistant", id, text, language, kind?}`
 * @csspart launcher, panel, header, log, message, visitor-message, assistant-message, suggestion, source, composer, input, send, notice
 * @cssprop --antwerp-chat-... - see docs/widget.md
 */
import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from "lit";
import { keyed } from "lit/directives/keyed.js";
import { Api } from "./api";
import { Conversation } from "./conversation";
import { chatIcon } from "./icons";
import { languageOf, STRINGS, type Language } from "./language";
import { LanguageChoice } from "./language-choice";
import { PhoneScreen } from "./phone";
import { LogScroll } from "./scroll";
import { Store } from "./store";
import { styles } from "./styles";
import type { Turn } from "./turns";
import { composerView, fitHeight, isComposing, lengthOf, MAX_CHARACTERS } from "./view/composer";
import { eraseView, headerView } from "./view/header";
import { logView, noticeText } from "./view/log";

const ORIGIN = new URL(import.meta.url).origin;
const TOLD = 3_000; // ms that "Copied." stands

export class AntwerpChat extends LitElement {
  static override styles = styles;
  static override properties = {
    language: { type: String, reflect: true },
    heading: { type: String },
    privacyUrl: { type: String, attribute: "privacy-url" },
    server: { type: String },
    open: { type: Boolean, reflect: true },
    current: { state: true },
    draft: { state: true },
    menuOpen: { state: true },
    erasing: { state: true },
    unread: { state: true },
    announced: { state: true },
    copied: { state: true },
  };

  declare language: string | null;
  declare heading: string | null;
  declare privacyUrl: string | null;
  declare server: string | null;
  declare open: boolean;
  /** The language of the widget's own words. */
  declare current: Language;
  declare draft: string;
  declare menuOpen: boolean;
  declare erasing: boolean;
  declare unread: boolean;
  declare announced: { text: string; language: Language } | null;
  declare copied: boolean | null;

  private conversation!: Conversation;
  private store!: Store;
  private choice!: LanguageChoice;
  private readonly phone = new PhoneScreen(this);
  private readonly logScroll = new LogScroll();
  private paused = false;
  private copiedTimer = 0;

  constructor() {
    super();
    this.open = false;
    this.current = "en";
    this.draft = "";
    this.menuOpen = false;
    this.erasing = false;
    this.unread = false;
    this.announced = null;
    this.copied = null;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    const server = new URL(this.server ?? ORIGIN, location.href).origin;
    this.store = new Store(server);
    const kept = this.store.read();
    this.choice = new LanguageChoice(this, this.store, (language) => this.setLanguage(language));
    this.current = this.choice.first(this.language);
    this.conversation = new Conversation(new Api(server), this.store, () => this.current);
    this.conversation.watch();
    this.conversation.addEventListener("change", () => this.changed());
    this.conversation.addEventListener("reply", (event) => this.replied((event as CustomEvent<Turn>).detail));
    this.choice.watchPage();
    // As the visitor left it; but on a phone an open panel would hide the page he has just gone to.
    if (kept.open && !this.phone.isPhone) this.open = true;
    if (this.open || kept.unsent?.length) this.conversation.load();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.conversation.stop();
    this.choice.stop();
    this.phone.release();
    clearTimeout(this.copiedTimer);
    this.copied = null;
  }

  /** Open the panel; the focus moves into it. */
  show(): void {
    this.open = true;
    this.focusPanel();
  }

  /** Close the panel; the focus moves back to the launcher. */
  hide(): void {
    this.open = false;
    void this.updateComplete.then(() => this.byId("launcher")?.focus());
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has("language") && this.hasUpdated) this.setLanguage(languageOf(this.language) ?? this.current);
    if (changed.has("open") && !this.open) this.menuOpen = this.erasing = false;
    if (changed.has("open") && this.open) this.unread = false;
    if (changed.has("open")) this.announced = null; // its region moves: it must not say it again
  }

  /** What has the focus may go (a quick reply once it is sent): then the focus stays where its effect will show. */
  protected override update(changed: PropertyValues): void {
    const focused = this.shadowRoot?.activeElement;
    super.update(changed);
    if (focused && !focused.isConnected) this.byId(this.open ? "log" : "launcher")?.focus({ preventScroll: true });
  }

  protected override updated(changed: PropertyValues): void {
    if (changed.has("open") && (this.open || changed.get("open"))) {
      this.store.write({ open: this.open });
      if (this.open) this.conversation.load();
      if (this.open) this.phone.fill();
      else this.phone.release();
      this.emit(this.open ? "open" : "close");
    }
    fitHeight(this.byId("input"));
    this.logScroll.follow(this.byId("log"));
  }

  protected override render(): TemplateResult {
    const strings = STRINGS[this.current];
    const label = this.unread ? strings.openUnread : strings.open;
    return html`
      <div class="root" lang=${this.current}>
        ${this.open
          ? this.panel()
          : html`<button id="launcher" part="launcher" class=${this.unread ? "unread" : ""} aria-label=${label} title=${label} aria-expanded="false" aria-haspopup="dialog" @click=${this.show}>${chatIcon()}</button>${this.liveRegion()}`}
      </div>`;
  }

  /** Says each announcement once, also when two in a row are the same. In the panel while that is open: a modal one silences what is outside. */
  private liveRegion(): TemplateResult {
    const said = this.announced;
    return html`<div class="hidden" role="status" aria-live="polite">${said ? keyed(said, html`<p lang=${said.language}>${said.text}</p>`) : nothing}</div>`;
  }

  private panel(): TemplateResult {
    const strings = STRINGS[this.current];
    const notice = this.copied === null ? noticeText(this.conversation, strings) : this.copied ? strings.copied : strings.copyFailed;
    return html`
      <section id="panel" part="panel" role="dialog" aria-modal=${this.phone.isPhone ? "true" : nothing} aria-labelledby="title" tabindex="-1" @keydown=${this.pressed} @focusin=${this.elsewhere} @pointerdown=${this.elsewhere}>
        ${headerView(this.heading || strings.title, this.current, this.menuOpen, strings, {
          close: () => this.hide(),
          toggleMenu: () => (this.menuOpen = !this.menuOpen),
          setLanguage: (language) => this.setLanguage(language),
          startAnew: () => this.startAnew(),
          askErase: () => this.askErase(),
        })}
        ${logView(this.conversation, this.current, strings, this.privacyUrl, {
          again: (turn) => this.conversation.again(turn),
          choose: (suggestion) => this.send(suggestion.payload, suggestion.title),
          copy: (reply) => void this.copy(reply.text),
          rate: (turn, rating) => void this.conversation.rate(turn, rating),
        })}
        ${this.liveRegion()}
        <p class="notice" part="notice" role="status" aria-live=${this.conversation.pause ? "off" : "polite" /* a countdown is announced once, not each second */} ?data-empty=${!notice}>${notice ?? nothing}</p>
        ${this.erasing
          ? eraseView(strings, () => void this.erase(), () => this.stopErasing())
          : composerView(this.draft, strings, { input: (text) => (this.draft = text), send: () => this.send(this.draft.trim()) })}
      </section>`;
  }

  // -- what the visitor does ------------------------------------------------------------------------------------------------

  private send(text: string, shown = text): void {
    const excess = lengthOf(text) - MAX_CHARACTERS;
    if (excess > 0) this.announce(STRINGS[this.current].charactersTooMany(excess), this.current);
    if (!text || excess > 0) return;
    const turn = this.conversation.send(text, shown);
    this.draft = "";
    this.announced = null;
    this.emit("message", { from: "visitor", id: turn.id, text, language: this.current });
    this.toEnd();
  }

  private startAnew(): void {
    this.menuOpen = false;
    this.conversation.startAnew();
    this.focusPanel();
  }

  private askErase(): void {
    this.menuOpen = false;
    this.erasing = true;
    void this.updateComplete.then(() => this.byId("cancel")?.focus());
  }

  private async erase(): Promise<void> {
    await this.conversation.erase();
    this.stopErasing();
  }

  private stopErasing(): void {
    this.erasing = false;
    this.focusPanel();
  }

  private async copy(text: string): Promise<void> {
    try {
      await navigator.clipboard.writeText(text);
      this.copied = true;
    } catch {
      this.copied = false; // not allowed, or a page without https
    }
    clearTimeout(this.copiedTimer); // one that was set before would take this away too soon
    if (this.isConnected) this.copiedTimer = window.setTimeout(() => (this.copied = null), TOLD);
  }

  private pressed(event: KeyboardEvent): void {
    if (event.key === "Escape" && !isComposing(event)) {
      event.stopPropagation();
      if (this.erasing) return this.stopErasing();
      if (!this.menuOpen) return this.hide();
      this.menuOpen = false;
      this.byId("menu-button")?.focus();
    }
    this.phone.keepFocus(event);
  }

  /** The menu closes as soon as the visitor turns to something else. */
  private elsewhere(event: Event): void {
    if (!(event.target as Element).closest("#menu, #menu-button")) this.menuOpen = false;
  }

  // -- what happens to it ---------------------------------------------------------------------------------------------------

  private changed(): void {
    const { pause } = this.conversation;
    if (pause && !this.paused) this.announce(STRINGS[this.current].tooMany(pause), this.current);
    this.paused = pause > 0;
    this.requestUpdate();
  }

  private replied(turn: Turn): void {
    const reply = turn.reply;
    if (!reply) return;
    this.setLanguage(reply.language);
    this.announce(`${STRINGS[reply.language].assistant}: ${reply.text}`, reply.language);
    if (!this.open) this.unread = true;
    this.emit("message", { from: "assistant", id: turn.id, text: reply.text, language: reply.language, kind: reply.kind });
    this.toEnd();
  }

  private announce(text: string, language: Language): void {
    this.announced = { text, language };
  }

  private setLanguage(language: Language): void {
    this.current = language;
    this.choice.keep(language);
  }

  private toEnd(): void {
    void this.updateComplete.then(() => this.logScroll.showLatest());
  }

  /** To where the visitor writes; but where that calls up a keyboard over half the screen, only into the panel. */
  private focusPanel(): void {
    void this.updateComplete.then(() => this.byId(matchMedia("(pointer: coarse)").matches ? "panel" : "input")?.focus());
  }

  private byId(id: string): HTMLElement | null {
    return this.renderRoot.querySelector<HTMLElement>(`#${id}`);
  }

  private emit(name: "open" | "close" | "message", detail?: object): void {
    this.dispatchEvent(new CustomEvent(`antwerp-chat:${name}`, { detail, bubbles: true, composed: true }));
  }
}
