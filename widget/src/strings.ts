/** Every word of the window itself. The server may send each in another language, by the same name. */
export const ENGLISH = {
  title: 'Pump Navigator',
  subtitle: 'Guidance, not medical advice',
  unread: 'New message',
  close: 'Close the chat. Your conversation is kept.',
  menu: 'More choices',
  menu_print: 'Print this conversation',
  menu_clear: 'Start over',
  menu_forget: 'Delete my data',
  clear_question: 'Start over? This conversation will be deleted.',
  clear_yes: 'Yes, start over',
  forget_question: 'Delete this conversation, here and on our server? Nobody can bring it back.',
  forget_yes: 'Yes, delete it',
  keep: 'No, keep it',
  forgotten: 'Your conversation has been deleted.',
  not_forgotten: 'The server could not be reached, so nothing is deleted yet. Please try again.',
  begin_again: 'Start a new conversation',
  transcript: 'Conversation',
  you_said: 'You said:',
  assistant_said: '{title} said:',
  choices: 'You can choose: {choices}.',
  chosen: 'chosen',
  important: 'Important',
  new_tab: 'opens in a new tab',
  typing: '{title} is writing',
  latest: 'More below',
  input: 'Your message',
  placeholder: 'Write your question…',
  send: 'Send',
  too_long: 'Your message is too long by {over} characters. Could you send it in two parts?',
  too_long_at_all: 'That message is too long. Could you send it in two parts?',
  nearly_full: '{left} characters left',
  emergency: 'Emergency? Call 911. Leave out names and member IDs.',
  connection_lost: 'Connection lost. Trying again…',
  connected_again: 'Connected again.',
  try_now: 'Try now',
  busy: 'The service is busy.',
  too_fast: 'That was a lot at once.',
  trying_again: 'Trying again…',
  trying_again_in: 'Trying again in {seconds} seconds.',
  not_sent: 'Not sent yet',
  failed: 'Not sent',
  failed_detail: 'Something went wrong on our side. Your message did not arrive.',
  try_again: 'Try again',
  expired: 'The earlier conversation has ended, so a new one has begun. You can still read it above.',
  unavailable: 'The chat cannot be reached here right now. Please ask your care team.',
  step_done: 'done',
  step_current: 'you are here',
  step_todo: 'still to come',
  save_as: 'Save {format}',
  print: 'Print',
  print_preparing: 'Getting the paper ready…',
  document_failed: 'This paper could not be loaded. Please try again.',
  printed_on: 'Printed on {date}',
};

export type StringId = keyof typeof ENGLISH;

export class Strings {
  readonly #own: Partial<Record<StringId, string>> = {};

  /** Takes over what the server sent, name by name, and nothing that is not text. */
  constructor(sent: unknown = {}) {
    if (typeof sent !== 'object' || sent === null) return;
    for (const id of Object.keys(ENGLISH) as StringId[]) {
      const text: unknown = (sent as Record<string, unknown>)[id];
      if (typeof text === 'string' && text) this.#own[id] = text;
    }
  }

  get(id: StringId, values: Record<string, string | number> = {}): string {
    const text = this.#own[id] ?? ENGLISH[id];
    return text.replace(/\{(\w+)\}/g, (whole, name: string) =>
      name in values ? String(values[name]) : whole,
    );
  }

  /** For keeping them with the conversation. */
  toStore(): Partial<Record<StringId, string>> {
    return this.#own;
  }
}
