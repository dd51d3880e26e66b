/** Everything the widget says of itself. A language that lacks one of these does not compile. */
export interface Strings {
  /** The panel's title, where the page gives none. */
  title: string;
  open: string;
  close: string;
  /** Label of the launcher while there are answers that were not seen. */
  openUnread: string;
  menu: string;
  language: string;
  newConversation: string;
  erase: string;
  eraseQuestion: string;
  eraseYes: string;
  cancel: string;
  erased: string;
  eraseFailed: string;
  privacy: string;
  /** After how many days the server deletes a conversation. */
  keptFor: (days: number) => string;
  /** Label of the link to the page's own statement on privacy. */
  privacyLink: string;
  conversation: string;
  you: string;
  assistant: string;
  input: string;
  placeholder: string;
  send: string;
  charactersLeft: (count: number) => string;
  charactersTooMany: (count: number) => string;
  typing: string;
  source: string;
  date: string;
  paragraph: string;
  openSource: string;
  suggestions: string;
  didYouMean: string;
  helpful: string;
  notHelpful: string;
  ratingFailed: string;
  copy: string;
  copied: string;
  copyFailed: string;
  notSent: string;
  sendAgain: string;
  offline: string;
  unreachable: string;
  backOnline: string;
  tooMany: (seconds: number) => string;
  tooLong: string;
  expired: string;
  notOnThisSite: string;
}
