const READ_FOR = 8_000;

/**
 * Speaks to screen readers. Its two regions are on the page, empty, before anything is said; each
 * thing said is added once as plain text and taken away later, so that nobody finds it twice.
 */
export class Announcer {
  readonly #polite: () => Element | null;
  readonly #assertive: () => Element | null;

  constructor(polite: () => Element | null, assertive: () => Element | null) {
    this.#polite = polite;
    this.#assertive = assertive;
  }

  say(text: string, urgent: boolean): void {
    const region = (urgent ? this.#assertive : this.#polite)();
    if (!region) return;
    const words = document.createElement('p');
    words.textContent = text;
    region.append(words);
    setTimeout(() => words.remove(), READ_FOR);
  }
}
