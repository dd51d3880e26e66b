/** The reply contract, read with care: what does not keep it is not shown. */
import { languageOf, type Language } from "./language";

export interface Suggestion {
  title: string;
  payload: string;
}

export interface Source {
  title: string;
  url: string;
  date: string;
  paragraph: string;
}

export interface Reply {
  text: string;
  kind: string;
  language: Language;
  suggestions: Suggestion[];
  source: Source | null;
}

export interface Greeting {
  text: string;
  suggestions: Suggestion[];
}

/** What the server tells before anything was said. */
export interface Start {
  greetings: Partial<Record<Language, Greeting>>;
  keepDays: number;
}

export type Rating = "up" | "down";

/** One message of the visitor, as the server's history tells it. */
export interface PastTurn {
  id: string;
  text: string;
  reply: Reply | null;
  rating: Rating | null;
}

type Fields = Record<string, unknown>;

const fields = (value: unknown): Fields => (typeof value === "object" && value !== null ? (value as Fields) : {});
const list = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);
const text = (value: unknown): string => (typeof value === "string" ? value : "");

function readSuggestions(value: unknown): Suggestion[] {
  return list(value)
    .map((item) => ({ title: text(fields(item).title), payload: text(fields(item).payload) }))
    .filter((suggestion) => suggestion.title && suggestion.payload);
}

function readSource(value: unknown): Source | null {
  const source = fields(value);
  if (!text(source.title) || !safeLink(text(source.url))) return null;
  return { title: text(source.title), url: text(source.url), date: text(source.date), paragraph: text(source.paragraph) };
}

/** The reply in the messages of one turn; null if there is none. */
export function readReply(messages: unknown): Reply | null {
  const said = list(messages).map(fields);
  const custom = said.map((message) => fields(message.custom)).find((object) => text(object.kind));
  const words = said.map((message) => text(message.text)).filter(Boolean).join("\n\n");
  if (!custom || !words) return null;
  const suggestions = readSuggestions(custom.suggestions);
  const buttons = readSuggestions(said.flatMap((message) => list(message.buttons)));
  const further = buttons.filter((button) => !suggestions.some((suggestion) => suggestion.payload === button.payload));
  return {
    text: words,
    kind: text(custom.kind),
    language: languageOf(text(custom.language)) ?? "en",
    suggestions: [...suggestions, ...further],
    source: readSource(custom.source),
  };
}

export function readHistory(body: unknown): PastTurn[] {
  return list(fields(body).turns)
    .map(fields)
    .filter((turn) => text(turn.id))
    .map((turn) => ({
      id: text(turn.id),
      text: text(turn.text),
      reply: readReply(turn.messages),
      rating: turn.rating === "up" || turn.rating === "down" ? turn.rating : null,
    }));
}

export function readGreetings(body: unknown): Partial<Record<Language, Greeting>> {
  const greetings: Partial<Record<Language, Greeting>> = {};
  for (const [code, value] of Object.entries(fields(fields(body).languages))) {
    const language = languageOf(code);
    if (language) greetings[language] = { text: text(fields(value).text), suggestions: readSuggestions(fields(value).suggestions) };
  }
  return greetings;
}

/** Days after its last message from which the server deletes a conversation; 0 where it keeps them for ever, or does not say. */
export function readKeepDays(body: unknown): number {
  const days = fields(body).keep_days;
  return typeof days === "number" && Number.isInteger(days) && days > 0 ? days : 0;
}

/** The address if it is one that a link may have (`http:` or `https:`), else null. */
export function safeLink(address: string): string | null {
  try {
    const url = new URL(address);
    return url.protocol === "http:" || url.protocol === "https:" ? url.href : null;
  } catch {
    return null;
  }
}

/** An address that the page names, if it leads to https or to the page's own site, else null. */
export function siteLink(address: string | null): string | null {
  if (!address || !URL.canParse(address, document.baseURI)) return null;
  const url = new URL(address, document.baseURI);
  const own = url.protocol === "http:" && url.origin === location.origin;
  return url.protocol === "https:" || own ? url.href : null;
}
