/** The panel's head: title, language, the menu with new conversation and erase, close. */
import { html, nothing, type TemplateResult } from "lit";
import { closeIcon, menuIcon } from "../icons";
import { LANGUAGES, NAMES, type Language } from "../language";
import type { Strings } from "../strings/strings";

export interface HeaderActions {
  close: () => void;
  toggleMenu: () => void;
  setLanguage: (language: Language) => void;
  startAnew: () => void;
  askErase: () => void;
}

export function headerView(title: string, language: Language, menuOpen: boolean, strings: Strings, actions: HeaderActions): TemplateResult {
  const chosen = (event: Event) => actions.setLanguage((event.target as HTMLSelectElement).value as Language);
  return html`
    <div class="header" part="header">
      <h2 id="title">${title}</h2>
      <select aria-label=${strings.language} title=${strings.language} @change=${chosen} .value=${language}>
        ${LANGUAGES.map((code) => html`<option value=${code} lang=${code} ?selected=${code === language}>${NAMES[code]}</option>`)}
      </select>
      <button class="icon" id="menu-button" aria-label=${strings.menu} title=${strings.menu} aria-expanded=${menuOpen ? "true" : "false"} aria-controls="menu" @click=${actions.toggleMenu}>${menuIcon()}</button>
      <div id="menu" ?hidden=${!menuOpen}>
        ${menuOpen
          ? html`<button @click=${actions.startAnew}>${strings.newConversation}</button>
              <button @click=${actions.askErase}>${strings.erase}</button>`
          : nothing}
      </div>
      <button class="icon" id="close" aria-label=${strings.close} title=${strings.close} @click=${actions.close}>${closeIcon()}</button>
    </div>`;
}

/** The question before a conversation is erased; it takes the composer's place. */
export function eraseView(strings: Strings, erase: () => void, cancel: () => void): TemplateResult {
  return html`
    <div class="confirm" role="group" aria-labelledby="erase-question">
      <p id="erase-question">${strings.eraseQuestion}</p>
      <button class="danger" @click=${erase}>${strings.eraseYes}</button>
      <button class="plain" id="cancel" @click=${cancel}>${strings.cancel}</button>
    </div>`;
}
