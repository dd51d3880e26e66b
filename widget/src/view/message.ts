/** A question and its answer. Every text is text: Lit escapes it, and no template here takes markup. */
import { html, nothing, type TemplateResult } from "lit";
import { safeLink, type Rating, type Reply, type Source, type Suggestion } from "../contract";
import { againIcon, copyIcon, downIcon, linkIcon, upIcon } from "../icons";
import type { Language } from "../language";
import type { Strings } from "../strings/strings";
import type { Turn } from "../turns";

export interface MessageActions {
  again: (turn: Turn) => void;
  choose: (suggestion: Suggestion) => void;
  copy: (reply: Reply) => void;
  rate: (turn: Turn, rating: Rating) => void;
}

export function turnView(turn: Turn, last: boolean, language: Language, strings: Strings, actions: MessageActions): TemplateResult {
  return html`
    <div class="turn" data-state=${turn.state}>
      <div class="message visitor" part="message visitor-message" lang=${turn.language}>
        <span class="hidden" lang=${language}>${strings.you}: </span><p dir="auto">${turn.shown}</p>
      </div>
      ${turn.reply ? replyView(turn, turn.reply, last, language, strings, actions) : nothing}
      ${turn.state === "failed" || turn.state === "held" ? failedView(turn, strings, actions) : nothing}
    </div>`;
}

function failedView(turn: Turn, strings: Strings, actions: MessageActions): TemplateResult {
  return html`<div class="failed">
    ${turn.reply ? nothing : html`<span>${strings.notSent}</span>`}
    <button class="plain" @click=${() => actions.again(turn)}>${againIcon()} ${strings.sendAgain}</button>
  </div>`;
}

function replyView(turn: Turn, reply: Reply, last: boolean, language: Language, strings: Strings, actions: MessageActions): TemplateResult {
  const asks = reply.kind === "suggest";
  return html`
    <div class="message assistant" part="message assistant-message" lang=${reply.language}>
      <span class="hidden" lang=${language}>${strings.assistant}: </span>${paragraphs(reply.text)}
      ${reply.source ? sourceView(reply.source, language, strings) : nothing}
    </div>
    ${reply.kind === "answer" || reply.kind === "gap" ? toolsView(turn, reply, strings, actions) : nothing}
    ${last ? suggestionsView(reply.suggestions, asks ? strings.didYouMean : strings.suggestions, reply.language, language, actions) : nothing}`;
}

export function paragraphs(text: string): TemplateResult[] {
  return text.split(/\n{2,}/).map((paragraph) => html`<p dir="auto">${paragraph}</p>`);
}

/** Quick replies: each shows its title and sends its payload. */
export function suggestionsView(suggestions: Suggestion[], label: string, spoken: Language, language: Language, actions: MessageActions): TemplateResult | typeof nothing {
  if (!suggestions.length) return nothing;
  return html`<div class="suggestions" role="group" aria-label=${label} lang=${language}>
    ${suggestions.map((suggestion) => html`<button class="suggestion" part="suggestion" lang=${spoken} @click=${() => actions.choose(suggestion)}>${suggestion.title}</button>`)}
  </div>`;
}

function sourceView(source: Source, language: Language, strings: Strings): TemplateResult {
  const link = safeLink(source.url);
  const shown = (event: Event) => (event.target as HTMLElement).scrollIntoView({ block: "nearest" });
  return html`<details class="source" part="source" lang=${language} @toggle=${shown}>
    <summary>${strings.source}</summary>
    <dl>
      <dt class="hidden">${strings.source}</dt><dd lang="en">${source.title}</dd>
      ${source.date ? html`<dt>${strings.date}</dt><dd>${inLanguage(source.date, language)}</dd>` : nothing}
      ${source.paragraph ? html`<dt>${strings.paragraph}</dt><dd>${source.paragraph.replace(/^p(?=\d)/, "")}</dd>` : nothing}
    </dl>
    ${link ? html`<a href=${link} target="_blank" rel="noopener noreferrer">${strings.openSource} ${linkIcon()}</a>` : nothing}
  </details>`;
}

/** A month and year ("December 2016") as the language writes them; any other date as it stands. */
function inLanguage(date: string, language: Language): string {
  const time = /^[A-Z][a-z]+ \d{4}$/.test(date) ? Date.parse(`1 ${date} UTC`) : NaN;
  return Number.isNaN(time) ? date : new Intl.DateTimeFormat(language, { year: "numeric", month: "long", timeZone: "UTC" }).format(time);
}

function toolsView(turn: Turn, reply: Reply, strings: Strings, actions: MessageActions): TemplateResult {
  const thumb = (rating: Rating, label: string, icon: unknown) => html`
    <button class="icon" aria-label=${label} title=${label} aria-pressed=${turn.rating === rating ? "true" : "false"} @click=${() => actions.rate(turn, rating)}>${icon}</button>`;
  return html`<div class="tools">
    ${thumb("up", strings.helpful, upIcon())} ${thumb("down", strings.notHelpful, downIcon())}
    <button class="icon" aria-label=${strings.copy} title=${strings.copy} @click=${() => actions.copy(reply)}>${copyIcon()}</button>
  </div>`;
}
