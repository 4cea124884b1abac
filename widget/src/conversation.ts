import { Problem, type Api, type Said, type Session } from './api';
import type { Message } from './message';
import type { Store } from './store';
import { Strings, type StringId } from './strings';
import { claim, isTaken, type Claim } from './tabs';
import { uuid } from './uuid';

export interface UserEntry {
  by: 'user';
  /** Also the Idempotency-Key: sent again with every attempt, so that nothing is said twice. */
  id: string;
  text: string;
  payload?: string;
  state: 'waiting' | 'sent' | 'failed';
  detail?: string;
  /** The session it belongs to; for one with a payload, the session that offered the payload. */
  era: number;
}

export interface AssistantEntry {
  by: 'assistant';
  id: string;
  message: Message;
  chosen?: number;
  era: number;
}

export interface Notice {
  by: 'notice';
  id: string;
  text: string;
}

export type Entry = UserEntry | AssistantEntry | Notice;

/** What a tab keeps, so that the conversation survives a reload or a change of page. */
export interface Memory {
  id: string;
  era: number;
  session?: Session;
  entries: Entry[];
  draft: string;
  strings: unknown;
  lang?: string;
}

export interface Listener {
  changed(): void;
  heard(messages: Message[]): void;
}

const FIRST_PAUSE = 1_000;
const LONGEST_PAUSE = 30_000;
const LONGEST_OBEYED_PAUSE = 3_600_000;
const PATIENCE_WITH_ERRORS = 4;
const TYPING_AFTER = 350;
const CONNECTED_FOR = 4_000;
const ENTRIES_KEPT = 200;
const PASSING = [0, 408, 409, 425, 429];
const GONE = [401, 404, 410];
const TOO_LONG = 413;
const TOO_FAST = 429;

function passes(status: number): boolean {
  return PASSING.includes(status) || status >= 500;
}

/**
 * One conversation: what was said, what still has to be said, and the session it is said in.
 * A single loop does all the sending, so messages leave in order and one at a time.
 */
export class Conversation {
  entries: Entry[] = [];
  draft = '';
  strings: Strings;
  lang: string | undefined;
  /** A sentence on the connection; empty while all is well. */
  status = '';
  /** Whether trying again at once could help. */
  mayHurry = false;
  typing = false;
  /** A sentence on what was tried last. */
  note = '';
  /** Deleted by its owner, and nothing new has begun. */
  forgotten = false;

  readonly #api: Api;
  readonly #store: Store<Memory>;
  readonly #listener: Listener;
  #id = uuid();
  #era = 0;
  #session: Session | undefined;
  #checked = true;
  #stop = new AbortController();
  #looping: AbortController | undefined;
  #hurry: (() => void) | undefined;
  #claim: Claim | undefined;

  constructor(api: Api, store: Store<Memory>, listener: Listener) {
    this.#api = api;
    this.#store = store;
    this.#listener = listener;
    const memory = store.read();
    this.strings = new Strings(memory?.strings);
    if (memory && Array.isArray(memory.entries)) this.#remember(memory);
  }

  /** Goes on with this tab's conversation, or begins one. */
  async start(): Promise<void> {
    if (this.#session && (await isTaken(this.#id))) this.#reset();
    this.#claim ??= claim(this.#id);
    if (this.#session && this.#session.expiresAt <= Date.now()) this.#expire();
    this.#loop();
  }

  /** While the page sleeps in the browser's history it answers for nothing. */
  sleep(): void {
    this.#claim?.release();
    this.#claim = undefined;
  }

  wake(): void {
    this.#claim ??= claim(this.#id);
  }

  say(text: string): void {
    this.#queue({ by: 'user', id: uuid(), text, state: 'waiting', era: this.#era });
  }

  /** Says a choice that the assistant offered. */
  choose(entry: AssistantEntry, index: number): void {
    const choice = entry.message.buttons[index];
    if (!choice || entry.chosen !== undefined) return;
    entry.chosen = index;
    const said: UserEntry = { by: 'user', id: uuid(), text: choice.title, state: 'waiting', era: entry.era };
    if (choice.payload) said.payload = choice.payload;
    this.#queue(said);
  }

  again(entry: UserEntry): void {
    entry.state = 'waiting';
    delete entry.detail;
    this.#changed();
    this.#loop();
  }

  setDraft(text: string): void {
    this.draft = text;
    this.#save();
  }

  /** The network may be back: no need to wait for the end of the pause. */
  hurry(): void {
    this.#hurry?.();
    this.#loop();
  }

  /** Forgets the conversation here and on the server, and begins a new one. */
  async clear(): Promise<boolean> {
    if (!(await this.forget())) return false;
    this.begin();
    return true;
  }

  begin(): void {
    this.forgotten = false;
    this.#claim ??= claim(this.#id);
    this.#changed();
    this.#loop();
  }

  /** True only when the server has confirmed it, or knew nothing of it any more. */
  async forget(): Promise<boolean> {
    this.#halt();
    if (this.#session) {
      try {
        await this.#api.forget(this.#session.token, this.#stop.signal);
      } catch (error) {
        if (!(error instanceof Problem && GONE.includes(error.status))) {
          this.#changed();
          this.#loop();
          return false;
        }
      }
    }
    this.#reset();
    this.#store.clear();
    this.forgotten = true;
    this.#listener.changed();
    return true;
  }

  paper(url: string): Promise<Blob> {
    return this.#session
      ? this.#api.paper(this.#session.token, url, this.#stop.signal)
      : Promise.reject(new Problem(401));
  }

  #remember(memory: Memory): void {
    this.#id = memory.id;
    this.#era = memory.era;
    this.#session = memory.session;
    // JSON has no Infinity: a session without an end comes back with null.
    if (this.#session && typeof this.#session.expiresAt !== 'number') this.#session.expiresAt = Infinity;
    this.#checked = !this.#session;
    this.entries = memory.entries;
    this.draft = memory.draft;
    this.lang = memory.lang;
  }

  #reset(): void {
    this.sleep();
    this.#id = uuid();
    this.#era = 0;
    this.#session = undefined;
    this.#checked = true;
    this.entries = [];
    this.draft = this.note = '';
    this.#setStatus('');
  }

  #halt(): void {
    this.#stop.abort();
    this.#stop = new AbortController();
    this.#looping = undefined;
    this.#hurry?.();
    this.typing = false;
  }

  #queue(entry: UserEntry): void {
    this.forgotten = false;
    this.note = '';
    this.#claim ??= claim(this.#id);
    this.entries.push(entry);
    this.#changed();
    this.hurry();
  }

  #changed(): void {
    this.#save();
    this.#listener.changed();
  }

  #save(): void {
    if (this.forgotten) return;
    const memory: Memory = {
      id: this.#id,
      era: this.#era,
      entries: this.entries.slice(-ENTRIES_KEPT),
      draft: this.draft,
      strings: this.strings.toStore(),
    };
    if (this.#session) memory.session = this.#session;
    if (this.lang) memory.lang = this.lang;
    this.#store.write(memory);
  }

  #setStatus(text: string, mayHurry = false): void {
    this.status = text;
    this.mayHurry = mayHurry;
  }

  #next(): UserEntry | undefined {
    for (const entry of this.entries) if (entry.by === 'user' && entry.state === 'waiting') return entry;
    return undefined;
  }

  /** New entries stand before what is still waiting to be said. */
  #insert(added: Entry[]): void {
    const next = this.#next();
    const at = next ? this.entries.indexOf(next) : this.entries.length;
    this.entries.splice(at, 0, ...added);
  }

  #loop(): void {
    if (this.#looping) return;
    const run = this.#stop;
    this.#looping = run;
    void this.#run(run.signal).finally(() => {
      if (this.#looping === run) this.#looping = undefined;
    });
  }

  async #run(stop: AbortSignal): Promise<void> {
    let failures = 0;
    let renewals = 0;
    while (!stop.aborted) {
      const next = this.#next();
      if (this.#session && this.#checked && !next) return;
      try {
        await this.#step(next, stop);
        failures = 0;
        if (this.#checked && this.#session) this.#recovered();
      } catch (error) {
        if (stop.aborted) return;
        const problem = error instanceof Problem ? error : new Problem(500);
        if (problem.status === 401 && this.#session && renewals < 2) {
          renewals++;
          this.#expire();
        } else if (passes(problem.status)) {
          failures++;
          const hopeless = problem.status >= 500 && problem.status !== 503 && failures > PATIENCE_WITH_ERRORS;
          if (hopeless && next && this.#session) {
            failures = 0;
            this.#refuse(next, problem.detail || this.strings.get('failed_detail'));
          } else {
            await this.#wait(problem, failures, stop);
          }
        } else if (next && problem.status === TOO_LONG && !this.draft) {
          this.#giveBack(next, problem.detail);
        } else if (next?.payload && this.#session) {
          // Perhaps the server has forgotten that it offered this; the title says the same in words.
          delete next.payload;
          next.id = uuid();
        } else if (next && this.#session) {
          this.#refuse(next, problem.detail || this.strings.get('failed_detail'));
        } else {
          this.#setStatus(problem.detail || this.strings.get('unavailable'), true);
          this.#changed();
          return;
        }
      }
    }
  }

  async #step(next: UserEntry | undefined, stop: AbortSignal): Promise<void> {
    const slow = setTimeout(() => {
      this.typing = true;
      this.#listener.changed();
    }, TYPING_AFTER);
    try {
      if (!this.#session) await this.#open(stop);
      else if (!this.#checked) await this.#compare(this.#session, stop);
      else if (next) await this.#deliver(next, this.#session, stop);
    } finally {
      clearTimeout(slow);
      if (!stop.aborted) this.#stopTyping();
    }
  }

  #stopTyping(): void {
    if (!this.typing) return;
    this.typing = false;
    this.#listener.changed();
  }

  async #open(stop: AbortSignal): Promise<void> {
    const opening = await this.#api.begin(stop);
    if (stop.aborted) return;
    this.#session = opening.session;
    this.strings = new Strings(opening.strings);
    this.lang = opening.lang;
    // A greeting between somebody's words and the answer to them would only be in the way.
    const greet = this.#era === 0 || !this.#next();
    if (greet) this.#hear(opening.messages);
    this.#changed();
  }

  async #deliver(entry: UserEntry, session: Session, stop: AbortSignal): Promise<void> {
    // A new session has not offered the old one's payloads; the title says the same in words.
    const said = entry.payload && entry.era === this.#era ? { payload: entry.payload } : { text: entry.text };
    const messages = await this.#api.say(session.token, said, entry.id, stop);
    if (stop.aborted) return;
    entry.state = 'sent';
    entry.era = this.#era;
    this.#hear(messages);
    this.#changed();
  }

  /** After a reload: is the session alive, and did an answer arrive while nobody was there to take it? */
  async #compare(session: Session, stop: AbortSignal): Promise<void> {
    let said: Said[] = [];
    try {
      said = await this.#api.transcript(session.token, stop);
    } catch (error) {
      if (!(error instanceof Problem) || error.status === 401 || passes(error.status)) throw error;
    }
    if (stop.aborted) return;
    this.#checked = true;
    const here = this.entries.filter((entry) => entry.by !== 'notice' && entry.era === this.#era);
    if (this.#next() || said.length <= here.length) return;
    this.entries = this.entries.filter((entry) => !here.includes(entry));
    for (const one of said) this.#retell(one);
    this.#changed();
  }

  #retell(one: Said): void {
    if (one.from === 'assistant') {
      this.entries.push({ by: 'assistant', id: uuid(), message: one.message, era: this.#era });
      return;
    }
    const last = this.entries[this.entries.length - 1];
    if (last?.by === 'assistant') {
      const chosen = last.message.buttons.findIndex((button) => button.title === one.text);
      if (chosen >= 0) last.chosen = chosen;
    }
    this.entries.push({ by: 'user', id: uuid(), text: one.text, state: 'sent', era: this.#era });
  }

  #hear(messages: Message[]): void {
    this.#insert(
      messages.map((message): Entry => ({ by: 'assistant', id: uuid(), message, era: this.#era })),
    );
    this.#listener.heard(messages);
  }

  #expire(): void {
    this.#session = undefined;
    this.#checked = true;
    this.#era++;
    if (this.entries.some((entry) => entry !== this.#next())) {
      this.#insert([{ by: 'notice', id: uuid(), text: this.strings.get('expired') }]);
    }
    this.#changed();
  }

  /** What is too long goes back to where it can be made shorter. */
  #giveBack(entry: UserEntry, detail: string): void {
    this.entries = this.entries.filter((other) => other !== entry);
    this.draft = entry.text;
    this.note = detail || this.strings.get('too_long_at_all');
    this.#changed();
  }

  #refuse(entry: UserEntry, detail: string): void {
    entry.state = 'failed';
    entry.detail = detail;
    this.#changed();
  }

  #recovered(): void {
    if (!this.status) return;
    const text = this.strings.get('connected_again');
    this.#setStatus(text);
    this.#listener.changed();
    setTimeout(() => {
      if (this.status !== text) return;
      this.#setStatus('');
      this.#listener.changed();
    }, CONNECTED_FOR);
  }

  async #wait(problem: Problem, failures: number, stop: AbortSignal): Promise<void> {
    const backoff = Math.min(FIRST_PAUSE * 2 ** (failures - 1), LONGEST_PAUSE) * (0.75 + Math.random() / 2);
    const asked = problem.retryAfter === undefined ? undefined : problem.retryAfter * 1000;
    const pause = Math.min(asked ?? backoff, LONGEST_OBEYED_PAUSE);
    const t = (id: StringId, values = {}) => this.strings.get(id, values);
    if (problem.status === 0) {
      this.#setStatus(t('connection_lost'), true);
    } else if (problem.status === TOO_FAST) {
      const seconds = Math.max(1, Math.ceil(pause / 1000));
      this.#setStatus(`${problem.detail || t('too_fast')} ${t('trying_again_in', { seconds })}`);
    } else {
      this.#setStatus(`${problem.detail || t('busy')} ${t('trying_again')}`, true);
    }
    this.#listener.changed();
    const mayHurry = this.mayHurry;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, pause);
      const wake = () => {
        clearTimeout(timer);
        resolve();
      };
      stop.addEventListener('abort', wake, { once: true });
      this.#hurry = mayHurry ? wake : undefined;
    });
    this.#hurry = undefined;
  }
}
