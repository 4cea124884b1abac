/** Every word of the window, by name. `guides/widget.yml` words them; the clinic's settings give the numbers. */
export const IDS = [
  'title',
  'subtitle',
  'unread',
  'close',
  'menu',
  'menu_print',
  'menu_clear',
  'menu_forget',
  'clear_yes',
  'forget_yes',
  'keep',
  'begin_again',
  'transcript',
  'you_said',
  'assistant_said',
  'important',
  'call',
  'new_tab',
  'typing',
  'latest',
  'input',
  'placeholder',
  'send',
  'nearly_full',
  'try_now',
  'trying_again',
  'not_sent',
  'failed',
  'try_again',
  'save_pdf',
  'save_txt',
  'save_ics',
  'save_as',
  'print',
  'read_paper',
  'printed_on',
  'choices',
  'clear_question',
  'forget_question',
  'forgotten',
  'not_forgotten',
  'too_long',
  'too_long_at_all',
  'emergency',
  'connection_lost',
  'connected_again',
  'busy',
  'too_fast',
  'trying_again_in',
  'failed_detail',
  'expired',
  'unavailable',
  'print_preparing',
  'document_failed',
] as const;

/** The numbers that must be callable with one tap, where the server has not named others. */
const NUMBERS = { emergency_number: '911', crisis_line: '988' };

export type StringId = (typeof IDS)[number];
type SentId = StringId | keyof typeof NUMBERS;

/** What the build found in `guides/widget.yml`. */
declare const __WORDS__: Record<StringId, string>;
const BUILT_IN: Record<SentId, string> = { ...__WORDS__, ...NUMBERS };

export class Strings {
  readonly #own: Partial<Record<SentId, string>> = {};

  /** Takes over what the server sent, name by name, and nothing that is not text. */
  constructor(sent: unknown = {}) {
    if (typeof sent !== 'object' || sent === null) return;
    for (const id of Object.keys(BUILT_IN) as SentId[]) {
      const text: unknown = (sent as Record<string, unknown>)[id];
      if (typeof text === 'string' && text) this.#own[id] = text;
    }
  }

  get(id: StringId, values: Record<string, string | number> = {}): string {
    const filled: Record<string, string | number> = { ...this.#numbers, ...values };
    return this.#text(id).replace(/\{(\w+)\}/g, (whole, name: string) =>
      name in filled ? String(filled[name]) : whole,
    );
  }

  /** The emergency number and the crisis line, as people write them. */
  get numbers(): string[] {
    return Object.values(this.#numbers);
  }

  /** For keeping them with the conversation. */
  toStore(): Partial<Record<SentId, string>> {
    return this.#own;
  }

  get #numbers(): Record<keyof typeof NUMBERS, string> {
    return {
      emergency_number: this.#text('emergency_number'),
      crisis_line: this.#text('crisis_line'),
    };
  }

  #text(id: SentId): string {
    return this.#own[id] ?? BUILT_IN[id];
  }
}
