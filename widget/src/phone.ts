/** On a phone the panel fills the screen, stays above the keyboard, and keeps the focus inside. */
import type { AntwerpChat } from "./antwerp-chat";

const PHONE = "(max-width: 30em), (max-height: 30em) and (pointer: coarse)"; // upright or on its side; the same as in styles.ts

export class PhoneScreen {
  // A sheet of our own and not a style attribute: the strictest content security policy allows it.
  private readonly sheet = new CSSStyleSheet();

  constructor(private readonly host: AntwerpChat) {}

  get isPhone(): boolean {
    return matchMedia(PHONE).matches;
  }

  /** Follow the part of the screen that the keyboard leaves free. */
  fill(): void {
    const root = this.host.shadowRoot;
    if (root && !root.adoptedStyleSheets.includes(this.sheet)) root.adoptedStyleSheets = [...root.adoptedStyleSheets, this.sheet];
    visualViewport?.addEventListener("resize", this.fit);
    visualViewport?.addEventListener("scroll", this.fit);
    this.fit();
  }

  release(): void {
    visualViewport?.removeEventListener("resize", this.fit);
    visualViewport?.removeEventListener("scroll", this.fit);
  }

  /** Tab goes round inside the panel while it hides the page. */
  keepFocus(event: KeyboardEvent): void {
    if (event.key !== "Tab" || !this.isPhone) return;
    const root = this.host.shadowRoot;
    const stops = [...(root?.querySelectorAll<HTMLElement>("#panel :is(button, select, summary, a, textarea, [tabindex='0'])") ?? [])].filter((stop) => stop.checkVisibility());
    const [first, last] = [stops[0], stops[stops.length - 1]];
    const at = root?.activeElement;
    if (event.shiftKey ? at !== first && at?.id !== "panel" : at !== last) return;
    event.preventDefault();
    (event.shiftKey ? last : first)?.focus();
  }

  /** A visitor who has zoomed in moves over the panel as it is. */
  private readonly fit = (): void => {
    const free = visualViewport;
    if (free && free.scale < 1.01) this.sheet.replaceSync(`:host { --_free-height: ${free.height}px; --_free-top: ${free.offsetTop}px; }`);
  };
}
