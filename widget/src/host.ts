/** What the loader and the app agree on. Types only: the two are built apart. */
export type Mode = 'launcher' | 'inline' | 'page';

export interface Host {
  /** Where the app puts its window. */
  root: HTMLElement;
  mode: Mode;
  /** The server's address, without a slash at the end. */
  api: string;
  title: string;
  lang: string;
  /** The window was closed; the launcher takes the focus when it was inside. */
  closed(focusWasInside: boolean): void;
  /** A message arrived that nobody sees. */
  unread(text: string): void;
}

export interface App {
  show(focus: boolean): void;
  hide(): void;
}

export interface AppModule {
  mount(host: Host): App;
}
