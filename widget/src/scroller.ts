const NEAR_THE_END = 48;
const SETTLED_AFTER = 150;

/** Keeps the newest words in sight, until somebody scrolls away from them by hand. */
export class Scroller {
  /** Whether the end can be seen. */
  atEnd = true;

  readonly #transcript: () => HTMLElement | null;
  readonly #changed: () => void;
  #follows = true;
  #settling: ReturnType<typeof setTimeout> | undefined;

  constructor(transcript: () => HTMLElement | null, changed: () => void) {
    this.#transcript = transcript;
    this.#changed = changed;
  }

  follow(): void {
    this.#follows = true;
  }

  /** A long answer is read from its beginning: what was said last comes to the top, the answer below it. */
  reveal(instantly: boolean): void {
    const transcript = this.#transcript();
    if (transcript && this.#follows) {
      const said = transcript.querySelectorAll<HTMLElement>('li.user');
      const last = said[said.length - 1];
      transcript.scrollTo({ top: last ? last.offsetTop - 12 : 0, behavior: instantly ? 'instant' : 'auto' });
    }
    this.scrolled();
  }

  readonly toEnd = (): void => {
    const transcript = this.#transcript();
    transcript?.scrollTo({ top: transcript.scrollHeight });
  };

  readonly scrolled = (): void => {
    clearTimeout(this.#settling);
    this.#settling = setTimeout(() => this.#look(), SETTLED_AFTER);
  };

  readonly scrolledByHand = (): void => {
    this.#follows = false;
    this.scrolled();
  };

  #look(): void {
    const transcript = this.#transcript();
    if (!transcript) return;
    const { scrollHeight, scrollTop, clientHeight } = transcript;
    const atEnd = scrollHeight - scrollTop - clientHeight < NEAR_THE_END;
    if (atEnd) this.#follows = true;
    if (atEnd === this.atEnd) return;
    this.atEnd = atEnd;
    this.#changed();
  }
}
