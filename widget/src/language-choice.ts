/** In which language the widget is: the attribute's, else the one the visitor has come to, else the page's, else the browser's. */
import { browserLanguage, languageOf, pageLanguage, type Language } from "./language";
import type { Store } from "./store";

export class LanguageChoice {
  private observer: MutationObserver | null = null;

  /** @param change called when the page was put in another language. */
  constructor(
    private readonly host: HTMLElement,
    private readonly store: Store,
    private readonly change: (language: Language) => void,
  ) {}

  first(attribute: string | null): Language {
    const kept = this.store.read();
    const page = pageLanguage(this.host);
    const before = kept.pageLanguage === page ? kept.language : null; // the page's has changed since: it counts again
    return languageOf(attribute) ?? languageOf(before) ?? page ?? browserLanguage();
  }

  keep(language: Language): void {
    this.store.write({ language, pageLanguage: pageLanguage(this.host) });
  }

  /** Follow the page's `lang`, unless an attribute says which language to be in. */
  watchPage(): void {
    let page = pageLanguage(this.host);
    this.observer = new MutationObserver(() => {
      const now = pageLanguage(this.host);
      if (!now || now === page) return;
      page = now;
      if (!languageOf(this.host.getAttribute("language"))) this.change(now);
    });
    this.observer.observe(document.documentElement, { attributes: true, attributeFilter: ["lang"], subtree: true });
  }

  stop(): void {
    this.observer?.disconnect();
  }
}
