import { toJson } from './json';
import { isObject, readMessage, readMessages, type Message } from './message';

/** A request that was not answered as hoped. Status 0: nobody answered at all. */
export class Problem extends Error {
  constructor(
    readonly status: number,
    readonly detail = '',
    readonly retryAfter?: number,
  ) {
    super(detail || `status ${status}`);
  }
}

export interface Session {
  token: string;
  expiresAt: number;
}

export interface Opening {
  session: Session;
  messages: Message[];
  strings: unknown;
  lang: string | undefined;
}

export type Said = { from: 'user'; text: string } | { from: 'assistant'; message: Message };

export type Utterance = { text: string } | { payload: string };

interface Details {
  token?: string;
  key?: string;
  body?: Record<string, string>;
}

const PATIENCE = 20_000;

function seconds(header: string | null): number | undefined {
  if (!header) return undefined;
  const wait = /^\d+$/.test(header.trim()) ? Number(header) : (Date.parse(header) - Date.now()) / 1000;
  return Number.isFinite(wait) ? Math.max(0, wait) : undefined;
}

function time(value: unknown): number {
  const parsed =
    typeof value === 'number' ? value * 1000 : typeof value === 'string' ? Date.parse(value) : NaN;
  return Number.isFinite(parsed) ? parsed : Infinity;
}

/** The calls of `/webhooks/navigator`, and nothing about when or how often to make them. */
export class Api {
  readonly #base: string;
  readonly #lang: string;

  constructor(base: string, lang: string) {
    this.#base = base.replace(/\/+$/, '');
    this.#lang = lang;
  }

  get base(): string {
    return `${this.#base}/`;
  }

  async begin(signal: AbortSignal): Promise<Opening> {
    const answer = await this.#json('POST', 'sessions', signal, { body: {} });
    if (!isObject(answer) || typeof answer.token !== 'string') throw new Problem(502);
    return {
      session: { token: answer.token, expiresAt: time(answer.expires_at) },
      messages: readMessages(answer.messages),
      strings: answer.strings,
      lang: typeof answer.lang === 'string' ? answer.lang : undefined,
    };
  }

  /** The same `key` marks the same message: a server that has answered it already repeats its answer. */
  async say(token: string, said: Utterance, key: string, signal: AbortSignal): Promise<Message[]> {
    const answer = await this.#json('POST', 'messages', signal, { token, key, body: said });
    return readMessages(isObject(answer) ? answer.messages : undefined);
  }

  async transcript(token: string, signal: AbortSignal): Promise<Said[]> {
    const answer = await this.#json('GET', 'messages', signal, { token });
    const said: Said[] = [];
    if (!isObject(answer) || !Array.isArray(answer.messages)) return said;
    for (const entry of answer.messages as unknown[]) {
      const message = readMessage(entry);
      if (!message || !isObject(entry)) continue;
      said.push(
        entry.from === 'user' ? { from: 'user', text: message.text } : { from: 'assistant', message },
      );
    }
    return said;
  }

  async forget(token: string, signal: AbortSignal): Promise<void> {
    await this.#fetch('DELETE', this.#at('sessions'), signal, { token });
  }

  /** A paper of this conversation. The token goes to this server and to no other. */
  async paper(token: string, url: string, signal: AbortSignal): Promise<Blob> {
    const address = new URL(url, this.base);
    if (address.origin !== new URL(this.base).origin) throw new Problem(400);
    return (await this.#fetch('GET', address.href, signal, { token })).blob();
  }

  #at(call: string): string {
    return `${this.#base}/webhooks/navigator/${call}`;
  }

  async #json(method: string, call: string, signal: AbortSignal, details: Details): Promise<unknown> {
    const response = await this.#fetch(method, this.#at(call), signal, details);
    try {
      return (await response.json()) as unknown;
    } catch {
      throw new Problem(502);
    }
  }

  async #fetch(method: string, url: string, signal: AbortSignal, details: Details): Promise<Response> {
    const headers: Record<string, string> = { Accept: 'application/json, */*;q=0.5' };
    if (this.#lang) headers['Accept-Language'] = this.#lang;
    if (details.token) headers.Authorization = `Bearer ${details.token}`;
    if (details.key) headers['Idempotency-Key'] = details.key;
    if (details.body) headers['Content-Type'] = 'application/json';

    const patience = new AbortController();
    const giveUp = () => patience.abort();
    const timer = setTimeout(giveUp, PATIENCE);
    signal.addEventListener('abort', giveUp);
    let response: Response;
    try {
      const stream = await fetch(url, {
        method,
        headers,
        body: details.body ? toJson(details.body) : null,
        signal: patience.signal,
        credentials: 'omit',
        referrerPolicy: 'no-referrer',
        cache: 'no-store',
      });
      // Read to its end while patience lasts: a body may stall as well as its headers.
      const content = await stream.arrayBuffer();
      response = new Response(content.byteLength ? content : null, stream);
    } catch {
      throw new Problem(0);
    } finally {
      clearTimeout(timer);
      signal.removeEventListener('abort', giveUp);
    }
    if (!response.ok) throw await problem(response);
    return response;
  }
}

async function problem(response: Response): Promise<Problem> {
  let detail = '';
  try {
    const body: unknown = await response.json();
    if (isObject(body) && typeof body.detail === 'string') detail = body.detail;
  } catch {
    // Not a problem document: the status has to say it all.
  }
  return new Problem(response.status, detail, seconds(response.headers.get('Retry-After')));
}
