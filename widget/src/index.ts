/** The file that sites embed: defines `<antwerp-chat>`, once however often it is loaded. */
import { AntwerpChat } from "./antwerp-chat";

if (!customElements.get("antwerp-chat")) customElements.define("antwerp-chat", AntwerpChat);
