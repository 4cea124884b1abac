import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Problem, type Api, type Opening, type Said, type Utterance } from '../src/api';
import { Conversation, type AssistantEntry, type Memory, type UserEntry } from '../src/conversation';
import { readMessages, type Message } from '../src/message';
import type { Store } from '../src/store';

const GREETING = readMessages([{ text: 'Hi', buttons: [{ title: 'Pump', payload: '/pump' }] }]);

class Server {
  sessions = 0;
  calls: { said: Utterance; key: string; token: string }[] = [];
  failures: unknown[] = [];
  log: Said[] = [];
  forgotten: string[] = [];
  seconds = 0;

  begin = async (): Promise<Opening> => {
    this.#fail();
    const token = `token-${++this.sessions}`;
    return {
      session: { token, expiresAt: Date.now() + 3_600_000 },
      messages: GREETING,
      strings: {},
      lang: undefined,
    };
  };

  say = async (token: string, said: Utterance, key: string): Promise<Message[]> => {
    this.calls.push({ said, key, token });
    this.#fail();
    if (this.seconds) await new Promise((resolve) => setTimeout(resolve, this.seconds * 1_000));
    return readMessages([{ text: `answer ${this.calls.length}` }]);
  };

  transcript = async (): Promise<Said[]> => {
    this.#fail();
    return this.log;
  };

  forget = async (token: string): Promise<void> => {
    this.#fail();
    this.forgotten.push(token);
  };

  #fail(): void {
    const failure = this.failures.shift();
    if (failure) throw failure;
  }
}

class Shelf {
  text: string | undefined;
  read = () => (this.text ? (JSON.parse(this.text) as Memory) : undefined);
  write = (memory: Memory) => void (this.text = JSON.stringify(memory));
  clear = () => void (this.text = undefined);
}

let server: Server;
let shelf: Shelf;
let heard: string[];

function open(changed = () => undefined as void): Conversation {
  return new Conversation(server as unknown as Api, shelf as unknown as Store<Memory>, {
    changed,
    heard: (messages) => heard.push(...messages.map((message) => message.text)),
  });
}

async function started(): Promise<Conversation> {
  const talk = open();
  await talk.start();
  await settle();
  return talk;
}

const settle = () => vi.advanceTimersByTimeAsync(200);

const told = (talk: Conversation) =>
  talk.entries.map((entry) =>
    entry.by === 'assistant' ? entry.message.text : entry.by === 'user' ? `> ${entry.text}` : '---',
  );

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('BroadcastChannel', undefined);
  server = new Server();
  shelf = new Shelf();
  heard = [];
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe('sending', () => {
  it('says one thing after the other, each answer after its question', async () => {
    const talk = await started();
    talk.say('one');
    talk.say('two');
    await settle();
    expect(told(talk)).toEqual(['Hi', '> one', 'answer 1', '> two', 'answer 2']);
    expect(heard).toEqual(['Hi', 'answer 1', 'answer 2']);
  });

  it('shows the typing sign while an answer takes its time, and not longer', async () => {
    const shown: boolean[] = [];
    const talk = open(() => void shown.push(talk.typing));
    await talk.start();
    server.seconds = 2;
    talk.say('one');
    await vi.advanceTimersByTimeAsync(1_000);
    expect(shown.at(-1)).toBe(true);
    await vi.advanceTimersByTimeAsync(1_500);
    expect(told(talk)).toEqual(['Hi', '> one', 'answer 1']);
    expect(shown.at(-1)).toBe(false);
  });

  it('tries again after a loss of network, with the same key', async () => {
    const talk = await started();
    server.failures = [new Problem(0), new Problem(0)];
    talk.say('one');
    await settle();
    expect(talk.status).toMatch(/lost/);
    await vi.advanceTimersByTimeAsync(10_000);
    expect(new Set(server.calls.map((call) => call.key)).size).toBe(1);
    expect(server.calls).toHaveLength(3);
    expect(told(talk)).toEqual(['Hi', '> one', 'answer 3']);
  });

  it('waits as long as the server asks it to', async () => {
    const talk = await started();
    server.failures = [new Problem(429, 'Too many', 12)];
    talk.say('one');
    await settle();
    expect(talk.status).toContain('12 seconds');
    talk.hurry();
    await vi.advanceTimersByTimeAsync(11_000);
    expect(server.calls).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(1_500);
    expect(server.calls).toHaveLength(2);
  });

  it('says why when the server refuses a message, and goes on with the next', async () => {
    const talk = await started();
    server.failures = [new Problem(400, 'That was no message.')];
    talk.say('one');
    talk.say('two');
    await settle();
    const [one, two] = talk.entries.filter((entry): entry is UserEntry => entry.by === 'user');
    expect(one).toMatchObject({ state: 'failed', detail: 'That was no message.' });
    expect(two).toMatchObject({ state: 'sent' });
  });

  it('gives a message back that is too long', async () => {
    const talk = await started();
    server.failures = [new Problem(413, 'That was too much text.')];
    talk.say('one');
    await settle();
    expect(talk).toMatchObject({ draft: 'one', note: 'That was too much text.' });
    expect(told(talk)).toEqual(['Hi']);
  });

  it('gives a failing server up after some tries, and lets the person try again', async () => {
    const talk = await started();
    server.failures = Array.from({ length: 5 }, () => new Problem(500));
    talk.say('one');
    await vi.advanceTimersByTimeAsync(60_000);
    const entry = talk.entries[1] as UserEntry;
    expect(entry.state).toBe('failed');
    talk.again(entry);
    await settle();
    expect(told(talk)).toEqual(['Hi', '> one', 'answer 6']);
  });

  it('makes a choice once only', async () => {
    const talk = await started();
    const offer = talk.entries[0] as AssistantEntry;
    talk.choose(offer, 0);
    talk.choose(offer, 0);
    await settle();
    expect(server.calls.map((call) => call.said)).toEqual([{ payload: '/pump' }]);
    expect(told(talk)).toEqual(['Hi', '> Pump', 'answer 1']);
  });
});

describe('a choice that the server does not take any more', () => {
  it('is said in words, as a message of its own', async () => {
    const talk = await started();
    server.failures = [new Problem(403, 'Not offered.')];
    talk.choose(talk.entries[0] as AssistantEntry, 0);
    await settle();
    expect(server.calls.map((call) => call.said)).toEqual([{ payload: '/pump' }, { text: 'Pump' }]);
    expect(server.calls[0]!.key).not.toBe(server.calls[1]!.key);
    expect(told(talk)).toEqual(['Hi', '> Pump', 'answer 2']);
  });
});

describe('an expired session', () => {
  it('is replaced, and the message said in the new one', async () => {
    const talk = await started();
    talk.say('one');
    await settle();
    server.failures = [new Problem(401)];
    talk.say('two');
    await settle();
    expect(told(talk)).toEqual(['Hi', '> one', 'answer 1', '---', '> two', 'answer 3']);
    expect(server.calls[2]).toMatchObject({ token: 'token-2', key: server.calls[1]!.key });
  });

  it('takes its payloads with it: an old choice is said in words', async () => {
    const talk = await started();
    const offer = talk.entries[0] as AssistantEntry;
    server.failures = [new Problem(401)];
    talk.say('one');
    await settle();
    talk.choose(offer, 0);
    await settle();
    expect(server.calls[server.calls.length - 1]!.said).toEqual({ text: 'Pump' });
  });

  it('does not end in a circle when the server knows no token at all', async () => {
    const talk = await started();
    server.failures = [new Problem(401), undefined, new Problem(401), undefined, new Problem(401, 'No.')];
    talk.say('one');
    await settle();
    expect(talk.entries[talk.entries.length - 1]).toMatchObject({
      by: 'user',
      state: 'failed',
      detail: 'No.',
    });
    expect(server.sessions).toBe(3);
  });
});

describe('a reload', () => {
  it('brings everything back, and asks for no new session', async () => {
    const before = await started();
    before.say('one');
    await settle();
    before.setDraft('half a sent');
    const after = await started();
    expect(told(after)).toEqual(['Hi', '> one', 'answer 1']);
    expect(after.draft).toBe('half a sent');
    expect(server.sessions).toBe(1);
    expect(heard).toEqual(['Hi', 'answer 1']);
  });

  it('sends what was not answered yet, with its old key', async () => {
    const before = await started();
    server.failures = [new Problem(0)];
    before.say('one');
    await settle();
    const after = await started();
    expect(told(after)).toEqual(['Hi', '> one', 'answer 2']);
    expect(server.calls[1]!.key).toBe(server.calls[0]!.key);
  });

  it('takes over an answer that only the server knows of', async () => {
    await started();
    server.log = [
      { from: 'assistant', message: GREETING[0]! },
      { from: 'user', text: 'Pump' },
      { from: 'assistant', message: readMessages([{ text: 'Good.' }])[0]! },
    ];
    const after = await started();
    expect(told(after)).toEqual(['Hi', '> Pump', 'Good.']);
    expect((after.entries[0] as AssistantEntry).chosen).toBe(0);
  });
});

describe('deleting', () => {
  it('is done when the server says so', async () => {
    const talk = await started();
    expect(await talk.forget()).toBe(true);
    expect(server.forgotten).toEqual(['token-1']);
    expect(talk.entries).toEqual([]);
    expect(shelf.text).toBeUndefined();
  });

  it('is not claimed when the server was not reached', async () => {
    const talk = await started();
    server.failures = [new Problem(0)];
    expect(await talk.forget()).toBe(false);
    expect(told(talk)).toEqual(['Hi']);
  });

  it('counts as done when the session was gone already', async () => {
    const talk = await started();
    server.failures = [new Problem(401)];
    expect(await talk.forget()).toBe(true);
  });

  it('of a conversation begins another one on "start over"', async () => {
    const talk = await started();
    talk.say('one');
    await settle();
    expect(await talk.clear()).toBe(true);
    await settle();
    expect(told(talk)).toEqual(['Hi']);
    expect(server.sessions).toBe(2);
  });
});
