/** The conversation so far: greeting, questions and answers, and that an answer is on its way. */
import { html, nothing, type TemplateResult } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { siteLink } from "../contract";
import type { Conversation } from "../conversation";
import type { Language } from "../language";
import type { Strings } from "../strings/strings";
import { paragraphs, suggestionsView, turnView, type MessageActions } from "./message";

/** The log does not announce itself: a live region beside it says each reply once, and neither typing nor history. */
export function logView(conversation: Conversation, language: Language, strings: Strings, privacyUrl: string | null, actions: MessageActions): TemplateResult {
  const greeting = conversation.greetings[language];
  const { turns } = conversation;
  const typing = turns.some((turn) => turn.state === "accepted" || turn.state === "waiting") && conversation.connection === "good" && !conversation.pause;
  return html`
    <div id="log" part="log" role="log" aria-live="off" aria-label=${strings.conversation} tabindex="0">
      ${privacyView(conversation.keepDays, privacyUrl, strings)}
      ${greeting
        ? html`<div class="message assistant" part="message assistant-message" lang=${language}>
              <span class="hidden">${strings.assistant}: </span>${paragraphs(greeting.text)}
            </div>
            ${turns.length ? nothing : suggestionsView(greeting.suggestions, strings.suggestions, language, language, actions)}`
        : nothing}
      ${repeat(turns, (turn) => turn.id, (turn, index) => turnView(turn, index === turns.length - 1, language, strings, actions))}
      ${typing ? html`<div class="message assistant typing"><span class="hidden">${strings.typing}</span><i></i><i></i><i></i></div>` : nothing}
    </div>`;
}

/** What a visitor should know of his words: how long they are kept as far as the server says so, and where the page tells more. */
function privacyView(keepDays: number, url: string | null, strings: Strings): TemplateResult {
  const link = siteLink(url);
  return html`<p class="privacy">
    ${strings.privacy} ${keepDays ? strings.keptFor(keepDays) : nothing}
    ${link ? html`<a href=${link} target="_blank" rel="noopener noreferrer">${strings.privacyLink}</a>` : nothing}
  </p>`;
}

/** What is amiss, or was done; null when there is nothing to say. */
export function noticeText(conversation: Conversation, strings: Strings): string | null {
  if (conversation.pause) return strings.tooMany(conversation.pause);
  if (conversation.notice) return strings[conversation.notice]; // it is newer than the state of the connection
  if (conversation.connection === "offline") return strings.offline;
  if (conversation.connection === "unreachable") return strings.unreachable;
  if (conversation.connection === "refused") return strings.notOnThisSite;
  return null;
}
