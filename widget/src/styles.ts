/** The widget's looks. Sizes are in em, so that a larger text size enlarges all of it; colours come from `theme.ts`. */
import { css } from "lit";
import { theme } from "./theme";

const host = css`
  :host {
    all: initial;
    position: fixed;
    inset-block-end: var(--antwerp-chat-offset, 1.25rem);
    inset-inline-end: var(--antwerp-chat-offset, 1.25rem);
    z-index: var(--antwerp-chat-z-index, 2147483000);
    font: 400 var(--antwerp-chat-font-size, max(16px, 1rem)) / 1.5 var(--antwerp-chat-font, system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif);
    color: var(--_text);
  }
  :host([position="left"]) { inset-inline: var(--antwerp-chat-offset, 1.25rem) auto; }
  :host([hidden]) { display: none; }
  /* Korean and Chinese share characters but not their shapes: each has its own fonts. */
  :lang(ko) { font-family: var(--antwerp-chat-font, "Apple SD Gothic Neo", "Malgun Gothic", "Noto Sans KR", "Noto Sans CJK KR", sans-serif); word-break: keep-all; }
  :lang(zh) { font-family: var(--antwerp-chat-font, "PingFang SC", "Microsoft YaHei", "Noto Sans SC", "Noto Sans CJK SC", sans-serif); }
  :lang(en), :lang(nl), :lang(fr), :lang(de) { font-family: var(--antwerp-chat-font, system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif); }
  *, ::before, ::after { box-sizing: border-box; }
  p, h2, dl, dd { margin: 0; }
  [hidden] { display: none !important; }
  .hidden { position: absolute; inline-size: 1px; block-size: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
  button, select, textarea { font: inherit; color: inherit; }
  button { cursor: pointer; min-block-size: 44px; min-inline-size: 44px; border: 1px solid transparent; border-radius: var(--_radius-small); background: none; }
  :focus-visible { outline: 3px solid var(--_focus); outline-offset: 2px; }
`;

const frame = css`
  #launcher {
    display: grid; place-items: center; inline-size: 3.75em; block-size: 3.75em; margin-inline-start: auto; border-radius: 50%;
    background: var(--_accent); color: var(--_on-accent); box-shadow: 0 4px 16px rgb(0 0 0 / 30%);
  }
  #launcher:hover { background: var(--_accent-strong); }
  #launcher.unread::after {
    content: ""; position: absolute; inset-block-start: 0; inset-inline-end: 0; inline-size: 1em; block-size: 1em; border-radius: 50%;
    background: var(--_focus); border: 2px solid var(--_surface);
  }
  #panel {
    display: flex; flex-direction: column; overflow: hidden auto;
    inline-size: min(var(--antwerp-chat-width, 25em), calc(100vw - 2.5rem)); block-size: min(var(--antwerp-chat-height, 42em), calc(100dvh - 2.5rem));
    background: var(--_surface); border: 1px solid var(--_line); border-radius: var(--_radius); box-shadow: 0 12px 40px rgb(0 0 0 / 28%);
  }
  #panel:focus-visible { outline-offset: -3px; }
  .header { position: relative; display: flex; flex: none; flex-wrap: wrap; justify-content: flex-end; align-items: center; gap: 0.125em; padding: 0.375em 0.375em 0.375em 1em; background: var(--_accent); color: var(--_on-accent); }
  .header :focus-visible { outline-color: currentColor; outline-offset: -4px; }
  h2 { flex: 1 1 6.5em; min-inline-size: min(6.5em, 100%); font-size: 1.0625em; font-weight: 650; line-height: 1.25; overflow-wrap: break-word; }
  select { min-block-size: 44px; max-inline-size: 8em; field-sizing: content; padding-inline: 0.375em; border: 1px solid transparent; border-radius: var(--_radius-small); background: transparent; }
  select:hover, .header > button:hover { background: var(--_accent-strong); }
  option { color: var(--_text); background: var(--_surface); }
  button.icon { display: grid; place-items: center; flex: none; padding: 0; }
  #menu {
    position: absolute; inset-block-start: 100%; inset-inline-end: 0.5em; z-index: 1; display: grid; padding: 0.25em;
    color: var(--_text); background: var(--_surface); border: 1px solid var(--_line); border-radius: var(--_radius-small); box-shadow: 0 6px 20px rgb(0 0 0 / 25%);
  }
  #menu button { padding-inline: 0.875em; text-align: start; }
  #menu button:hover { background: var(--_soft); }
  #menu :focus-visible { outline-color: var(--_focus); }
  .notice { flex: none; padding: 0.5em 1em; font-size: 0.9375em; background: var(--_notice); color: var(--_text); border-block-start: 1px solid var(--_line); }
  .notice[data-empty] { padding: 0; border: 0; }
  .privacy { text-wrap: pretty; font-size: 0.8125em; line-height: 1.4; color: var(--_quiet); }
  .privacy a { color: var(--_link); border-radius: var(--_radius-small); }
`;

const log = css`
  #log { position: relative; flex: 1; min-block-size: min(6em, 20%); overflow-y: auto; overscroll-behavior: contain; padding: 1em; display: flex; flex-direction: column; gap: 0.625em; scrollbar-width: thin; }
  #log:focus-visible { outline-offset: -3px; }
  .turn { display: flex; flex-direction: column; gap: 0.625em; }
  .message { max-inline-size: 88%; inline-size: fit-content; padding: 0.625em 0.875em; border: 1px solid transparent; border-radius: var(--_radius); overflow-wrap: anywhere; }
  .message p { white-space: pre-wrap; unicode-bidi: isolate; text-wrap: pretty; }
  .message p + p { margin-block-start: 0.625em; }
  .visitor { align-self: flex-end; background: var(--_visitor); color: var(--_on-visitor); border-end-end-radius: 0.25em; }
  .assistant { background: var(--_soft); border-end-start-radius: 0.25em; }
  .failed { align-self: flex-end; display: flex; flex-wrap: wrap; justify-content: flex-end; align-items: center; gap: 0 0.5em; color: var(--_danger); font-size: 0.9375em; }
  button.plain { display: inline-flex; align-items: center; gap: 0.375em; padding-inline: 0.75em; border-color: var(--_border); background: var(--_surface); color: var(--_text); }
  button.plain:hover, .suggestion:hover, .tools button:hover { background: var(--_soft); }
  button.plain svg { inline-size: 1.125em; block-size: 1.125em; }
  .suggestions { display: flex; flex-wrap: wrap; gap: 0.5em; }
  .suggestion { padding: 0.5em 0.875em; border-color: var(--_link); border-radius: 1.375em; background: var(--_surface); color: var(--_link); text-align: start; line-height: 1.35; overflow-wrap: anywhere; max-inline-size: 100%; }
  .tools { display: flex; margin-block-start: -0.5em; color: var(--_quiet); }
  .tools svg { inline-size: 1.125em; block-size: 1.125em; }
  .tools [aria-pressed="true"] { color: var(--_link); }
  .tools [aria-pressed="true"] svg { fill: currentColor; }
  .source { margin-block: 0.5em -0.375em; border-block-start: 1px solid var(--_line); font-size: 0.9375em; }
  .source summary { min-block-size: 44px; align-content: center; color: var(--_quiet); cursor: pointer; border-radius: var(--_radius-small); }
  .source dl { display: grid; grid-template-columns: auto 1fr; gap: 0.125em 0.75em; }
  .source dd { min-inline-size: 0; }
  .source dd[lang="en"] { grid-column: 1 / -1; font-weight: 600; }
  .source dt { color: var(--_quiet); }
  .source a { display: inline-flex; align-items: center; gap: 0.375em; min-block-size: 44px; padding-block: 0.375em; color: var(--_link); border-radius: var(--_radius-small); }
  .source a svg { flex: none; inline-size: 1em; block-size: 1em; }
  .typing { display: flex; gap: 0.3125em; padding-block: 1em; }
  .typing i { inline-size: 0.5em; block-size: 0.5em; border-radius: 50%; background: var(--_quiet); }
`;

const composer = css`
  form { flex: none; display: grid; grid-template-columns: 1fr auto; align-items: end; gap: 0 0.5em; padding: 0.75em; border-block-start: 1px solid var(--_line); }
  textarea {
    inline-size: 100%; min-block-size: max(44px, 2.75em); max-block-size: 8em; padding: 0.5625em 0.75em; resize: none; field-sizing: content; overflow-wrap: anywhere;
    background: var(--_surface); border: 1px solid var(--_border); border-radius: var(--_radius-small);
  }
  textarea::placeholder { color: var(--_quiet); opacity: 1; }
  textarea[aria-invalid="true"] { border-color: var(--_danger); }
  .send { display: grid; place-items: center; inline-size: max(44px, 2.75em); block-size: max(44px, 2.75em); padding: 0; background: var(--_accent); color: var(--_on-accent); border-radius: 50%; }
  .send:hover { background: var(--_accent-strong); }
  #count { grid-column: 1 / -1; padding-block-start: 0.25em; font-size: 0.8125em; color: var(--_quiet); }
  #count.over { color: var(--_danger); }
  .confirm { flex: none; display: flex; flex-wrap: wrap; gap: 0.5em; padding: 0.75em 1em; border-block-start: 1px solid var(--_line); }
  .confirm p { flex: 1 0 100%; }
  .danger { padding-inline: 1em; background: var(--_accent); color: var(--_on-accent); }
`;

const circumstances = css`
  @media (max-width: 30em), (max-height: 30em) and (pointer: coarse) { /* a phone: the same as in phone.ts */
    :host([open]) { inset: 0; }
    #panel { position: fixed; inset-inline: 0; inset-block-start: var(--_free-top, 0); inline-size: 100%; block-size: var(--_free-height, 100dvh); border: 0; border-radius: 0; }
    .header { padding-block-start: max(0.375em, env(safe-area-inset-top)); }
    form, .confirm { padding-block-end: max(0.75em, env(safe-area-inset-bottom)); }
  }
  @media print { :host { display: none; } }
  @media (prefers-reduced-motion: no-preference) {
    #panel { animation: arrive 160ms ease-out; }
    .typing i { animation: breathe 1.2s infinite ease-in-out; }
    .typing i:nth-of-type(2) { animation-delay: 0.15s; }
    .typing i:nth-of-type(3) { animation-delay: 0.3s; }
  }
  @keyframes arrive { from { opacity: 0; translate: 0 0.75em; } }
  @keyframes breathe { 50% { opacity: 0.3; } }
  @media (forced-colors: active) { /* backgrounds are gone: borders take their place */
    #launcher, .send, .danger, .message, button.icon, select { border-color: CanvasText; }
    .typing i { background: CanvasText; forced-color-adjust: none; }
    .tools [aria-pressed="true"] { border-width: 3px; }
    :focus-visible { outline-color: Highlight; }
  }
`;

export const styles = [theme, host, frame, log, composer, circumstances];
