/** What the conversation consists of, as the widget shows it. */
import type { PastTurn, Rating, Reply } from "./contract";
import type { Language } from "./language";
import type { Unsent } from "./store";

/**
 * - `waiting`: not with the server yet
 * - `accepted`: the server has it, the answer is in the making
 * - `answered`
 * - `failed`: it did not get through; it is tried again by itself, and the visitor may hurry it
 * - `held`: it met a fault inside or was refused; only the visitor sends it again
 */
export type TurnState = "waiting" | "accepted" | "answered" | "failed" | "held";

export interface Turn {
  id: string;
  /** What was sent. */
  text: string;
  /** What is shown: a quick reply's title, else the text. */
  shown: string;
  /** Language of the visitor's words: the page's until the reply tells better. */
  language: Language;
  locale: string;
  state: TurnState;
  reply: Reply | null;
  rating: Rating | null;
}

export const isOpen = (turn: Turn): boolean => turn.state === "waiting" || turn.state === "accepted" || turn.state === "failed";

export function newTurn(text: string, shown: string, language: Language, locale: string): Turn {
  const id = Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
  return { id, text, shown, language, locale, state: "waiting", reply: null, rating: null };
}

function pastTurn(past: PastTurn, language: Language): Turn {
  const state = past.reply && past.reply.kind !== "error" ? "answered" : "held";
  return { ...past, shown: past.text, language: past.reply?.language ?? language, locale: language, state };
}

/** A turn for a message that an earlier page could not send. */
function unsentTurn(unsent: Unsent, language: Language): Turn {
  return { id: unsent.id, text: unsent.text, shown: unsent.text, language, locale: unsent.locale, state: unsent.held ? "held" : "waiting", reply: null, rating: null };
}

/**
 * The server's history, what an earlier page could not send, and what was written on this one, as one conversation: what
 * the server has answered stands once, as the server tells it; what it has not stands at the end.
 */
export function together(past: PastTurn[], unsent: Unsent[], present: Turn[], language: Language): Turn[] {
  const known = past.map((turn) => pastTurn(turn, language));
  const answered = new Set(known.filter((turn) => turn.state === "answered").map((turn) => turn.id));
  const rest = [...unsent.map((message) => unsentTurn(message, language)), ...present].filter((turn) => !answered.has(turn.id));
  const newer = new Map(rest.map((turn) => [turn.id, turn]));
  return [...known.filter((turn) => !newer.has(turn.id)), ...newer.values()];
}
