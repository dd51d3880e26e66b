/** The icons: 24 by 24, drawn with the text's colour, hidden from screen readers (the buttons have labels). */
import { svg, type SVGTemplateResult } from "lit";

const icon = (paths: SVGTemplateResult): SVGTemplateResult => svg`
  <svg viewBox="0 0 24 24" width="1.5em" height="1.5em" fill="none" stroke="currentColor" stroke-width="2"
    stroke-linecap="round" stroke-linejoin="round" aria-hidden="true" focusable="false">${paths}</svg>`;

export const chatIcon = () => icon(svg`<path d="M21 11.5a8.4 8.4 0 0 1-12.2 7.5L3 21l2-5.8A8.4 8.4 0 1 1 21 11.5Z"/><path d="M8.5 10h8M8.5 13.5h5"/>`);
export const closeIcon = () => icon(svg`<path d="m6 9 6 6 6-6"/>`);
export const menuIcon = () => icon(svg`<path d="M12 5v.01M12 12v.01M12 19v.01" stroke-width="3"/>`);
export const sendIcon = () => icon(svg`<path d="M12 19V5M5 12l7-7 7 7"/>`);
export const copyIcon = () => icon(svg`<rect x="9" y="9" width="11" height="11" rx="2"/><path d="M5 15V6a2 2 0 0 1 2-2h9"/>`);
export const upIcon = () => icon(svg`<path d="M7 11v9H4v-9ZM7 11l4-8a2.5 2.5 0 0 1 2.5 2.5V9h5a2 2 0 0 1 2 2.3l-1.2 7A2 2 0 0 1 17.3 20H7"/>`);
export const downIcon = () => icon(svg`<path d="M17 13V4h3v9ZM17 13l-4 8a2.5 2.5 0 0 1-2.5-2.5V15h-5a2 2 0 0 1-2-2.3l1.2-7A2 2 0 0 1 6.7 4H17"/>`);
export const linkIcon = () => icon(svg`<path d="M14 4h6v6M20 4l-9 9M18 14v4a2 2 0 0 1-2 2H6a2 2 0 0 1-2-2V8a2 2 0 0 1 2-2h4"/>`);
export const againIcon = () => icon(svg`<path d="M20 11a8 8 0 1 0-2.3 6.6M20 5v6h-6"/>`);
