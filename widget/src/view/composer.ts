/** Where the visitor writes. Enter sends, Shift+Enter begins a line; a word in the making (IME) is never sent. */
import { html, type TemplateResult } from "lit";
import { live } from "lit/directives/live.js";
import { sendIcon } from "../icons";
import type { Strings } from "../strings/strings";

export const MAX_CHARACTERS = 1_000; // as the server counts them: code points
const COUNTED_FROM = 200; // characters left, from which on the counter shows

export const lengthOf = (text: string): number => Array.from(text).length;

/** Whether a key belongs to a word in the making. 229: Safari ends a composition before the key that ended it arrives. */
export const isComposing = (event: KeyboardEvent): boolean => event.isComposing || event.keyCode === 229;

/** Have the field be as high as its text, in a browser that does not do so by itself (`field-sizing`); the styles bound it. */
export function fitHeight(field: HTMLElement | null): void {
  if (!field || CSS.supports("field-sizing", "content")) return;
  field.style.height = "auto"; // it shrinks too; and what a script sets here no content security policy forbids
  field.style.height = `${field.scrollHeight + field.offsetHeight - field.clientHeight}px`;
}

export interface ComposerActions {
  input: (text: string) => void;
  send: () => void;
}

export function composerView(draft: string, strings: Strings, actions: ComposerActions): TemplateResult {
  const left = MAX_CHARACTERS - lengthOf(draft);
  const typed = (event: Event) => actions.input((event.target as HTMLTextAreaElement).value);
  const pressed = (event: KeyboardEvent) => {
    if (event.key !== "Enter" || event.shiftKey || isComposing(event)) return;
    event.preventDefault();
    actions.send();
  };
  const submitted = (event: Event) => {
    event.preventDefault();
    actions.send();
  };
  return html`
    <form part="composer" @submit=${submitted}>
      <textarea id="input" part="input" rows="1" enterkeyhint="send" aria-label=${strings.input} placeholder=${strings.placeholder} aria-describedby="count"
        aria-invalid=${left < 0 ? "true" : "false"} .value=${live(draft) /* what the field holds is not set again: that could end a composition */} @input=${typed} @keydown=${pressed}></textarea>
      <button class="send" part="send" aria-label=${strings.send} title=${strings.send}>${sendIcon()}</button>
      <p id="count" class=${left < 0 ? "over" : ""} ?hidden=${left > COUNTED_FROM}>${left < 0 ? strings.charactersTooMany(-left) : strings.charactersLeft(left)}</p>
    </form>`;
}
