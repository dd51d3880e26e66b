/** The languages, and which of them the widget begins in. */
import { de } from "./strings/de";
import { en } from "./strings/en";
import { fr } from "./strings/fr";
import { ko } from "./strings/ko";
import { nl } from "./strings/nl";
import type { Strings } from "./strings/strings";
import { zh } from "./strings/zh";

export const LANGUAGES = ["en", "nl", "fr", "de", "ko", "zh"] as const;
export type Language = (typeof LANGUAGES)[number];

/** Each language's own name for itself. */
export const NAMES: Record<Language, string> = { en: "English", nl: "Nederlands", fr: "Français", de: "Deutsch", ko: "한국어", zh: "中文" };

export const STRINGS: Record<Language, Strings> = { en, nl, fr, de, ko, zh };

/** The language of a BCP 47 tag ("ko-KR", "zh_Hans"); null for one that is not spoken here. */
export function languageOf(tag: string | null | undefined): Language | null {
  const code = (tag ?? "").toLowerCase().split(/[-_]/)[0];
  return LANGUAGES.find((language) => language === code) ?? null;
}

/** The page's language where `element` stands: its nearest `lang`; null where the page names none that is spoken here. */
export function pageLanguage(element: Element): Language | null {
  return languageOf(element.parentElement?.closest("[lang]")?.getAttribute("lang") ?? document.documentElement.lang);
}

/** The first of the browser's languages that is spoken here, else English. */
export function browserLanguage(): Language {
  for (const tag of navigator.languages ?? []) {
    const language = languageOf(tag);
    if (language) return language;
  }
  return "en";
}
