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
      return this.parsed(localStorage.getItem(this.key));
    } catch {
      return {}; // forbidden
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

  /**
   * Call `ended` when another tab has ended the conversation: erased it, or begun a new one.
   *
   * Returns what stops the watching.
   */
  watch(ended: () => void): () => void {
    const heard = ({ key, oldValue, newValue }: StorageEvent): void => {
      if (this.memory || (key !== null && key !== this.key)) return;
      const cleared = key === null; // all of a storage at once, perhaps not of this one: then what was before is not told
      const before = cleared ? null : this.parsed(oldValue);
      const now = cleared ? this.read() : this.parsed(newValue);
      const had = !before || before.token || before.unsent?.length;
      const has = now.token || (now.unsent?.length && !before?.token);
      if (had && !has) ended();
    };
    addEventListener("storage", heard);
    return () => removeEventListener("storage", heard);
  }

  private get key(): string {
    return `antwerp-chat ${this.server}`;
  }

  private parsed(value: string | null): Kept {
    try {
      const kept: unknown = JSON.parse(value ?? "{}");
      return typeof kept === "object" && kept !== null ? this.checked(kept as Kept) : {};
    } catch {
      return {};
    }
  }

  private checked(kept: Kept): Kept {
    const unsent = Array.isArray(kept.unsent) ? kept.unsent.filter((message) => typeof message?.id === "string" && typeof message.text === "string") : [];
    return { ...kept, token: typeof kept.token === "string" ? kept.token : undefined, unsent };
  }
}
