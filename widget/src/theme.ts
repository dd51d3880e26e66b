/**
 * The colours, light and dark: the system's choice, or the attribute `theme`. Every pair of text and ground has a contrast
 * of 4.5 or more, every border of a control 3 or more (WCAG 2.2 AA); `--antwerp-chat-*` on the element overrides them.
 */
import { css } from "lit";

const light = css`
  --_accent: var(--antwerp-chat-accent, #b3092f);
  --_accent-strong: var(--antwerp-chat-accent-strong, color-mix(in srgb, var(--_accent), black 22%));
  --_on-accent: var(--antwerp-chat-on-accent, #fff);
  --_link: var(--antwerp-chat-link, #a30a2c);
  --_surface: var(--antwerp-chat-surface, #fff);
  --_soft: var(--antwerp-chat-soft, #f1f2f5);
  --_text: var(--antwerp-chat-text, #1b1d22);
  --_quiet: var(--antwerp-chat-quiet, #555a66);
  --_border: var(--antwerp-chat-border, #767b87);
  --_line: var(--antwerp-chat-line, #dcdfe5);
  --_visitor: var(--antwerp-chat-visitor, #2a2d36);
  --_on-visitor: var(--antwerp-chat-on-visitor, #fff);
  --_notice: var(--antwerp-chat-notice, #fff4d6);
  --_danger: var(--antwerp-chat-danger, #a30a2c);
  --_focus: var(--antwerp-chat-focus, #0b5fd0);
  --_radius: var(--antwerp-chat-radius, 1em);
  --_radius-small: var(--antwerp-chat-radius-small, 0.625em);
  color-scheme: light;
`;

const dark = css`
  --_accent: var(--antwerp-chat-accent, #a80b2e);
  --_link: var(--antwerp-chat-link, #ff9db0);
  --_surface: var(--antwerp-chat-surface, #17191e);
  --_soft: var(--antwerp-chat-soft, #282b33);
  --_text: var(--antwerp-chat-text, #f0f1f4);
  --_quiet: var(--antwerp-chat-quiet, #b3b8c4);
  --_border: var(--antwerp-chat-border, #8a90a0);
  --_line: var(--antwerp-chat-line, #3a3e48);
  --_visitor: var(--antwerp-chat-visitor, #dfe2ea);
  --_on-visitor: var(--antwerp-chat-on-visitor, #17191e);
  --_notice: var(--antwerp-chat-notice, #4a3a10);
  --_danger: var(--antwerp-chat-danger, #ff9db0);
  --_focus: var(--antwerp-chat-focus, #8ab8ff);
  color-scheme: dark;
`;

export const theme = css`
  :host { ${light} }
  @media (prefers-color-scheme: dark) { :host(:not([theme="light"])) { ${dark} } }
  :host([theme="dark"]) { ${dark} }
`;
