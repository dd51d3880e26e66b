/** What the browser keeps between pages: the session, what was not sent yet, and how the widget stood. */
import type { Language } from "./language";

/** A message that has no answer yet. `held`: it was refused or met a fault, and is sent again only when the visitor says so. */
export interface Unsent {
  id: string;
  text: string;
  locale: string;
  held?: boolean;
}

export interface Kept {
  token?: string;
  unsent?: Unsent[];
  /** The language the widget was in, and the page's at that time: when the page's has changed, it counts again. */
  language?: Language;
  pageLanguage?: Language | null;
  open?: boolean;
}

export class Store {
  private memory: Kept | null = null; // for a browser that keeps nothing: the conversation lasts as long as the page

  /** @param server origin of the assistant; two assistants on one site do not share a session. */
  constructor(private readonly server: string) {}

  read(): Kept {
    if (this.memory) return this.memory;
    try {
      const kept: unknown = JSON.parse(localStorage.getItem(this.key) ?? "{}");
      return typeof kept === "object" && kept !== null ? this.checked(kept as Kept) : {};
    } catch {
      return {};
    }
  }

  write(change: Kept): void {
    const kept = { ...this.read(), ...change };
    try {
      localStorage.setItem(this.key, JSON.stringify(kept));
      this.memory = null;
    } catch {
      this.memory = kept;
    }
  }

  private get key(): string {
    return `antwerp-chat ${this.server}`;
  }

  private checked(kept: Kept): Kept {
    const unsent = Array.isArray(kept.unsent) ? kept.unsent.filter((message) => typeof message?.id === "string" && typeof message.text === "string") : [];
    return { ...kept, token: typeof kept.token === "string" ? kept.token : undefined, unsent };
  }
}
