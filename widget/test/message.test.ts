import { afterEach, describe, expect, it } from 'vitest';
import { toJson } from '../src/json';
import { readMessage, readMessages } from '../src/message';
import { IDS, Strings } from '../src/strings';
import { plainText } from '../src/words';

declare const __WORDS__: Record<string, string>;

describe('what the server sends', () => {
  it('keeps what has the right shape and drops the rest', () => {
    const message = readMessage({
      text: 'Hello',
      buttons: [{ title: 'Yes', payload: '/affirm' }, { payload: '/no_title' }, 'no', null],
      links: [{ title: 'Guide', url: 'https://a.example' }, { title: 'no address' }],
      progress: {
        steps: [{ title: 'Costs', status: 'done', words: 'done' }, {}, { title: 'Doctor', status: 'lost' }, 7],
      },
    })!;
    expect(message.buttons).toEqual([{ title: 'Yes', payload: '/affirm' }]);
    expect(message.links).toEqual([{ title: 'Guide', url: 'https://a.example' }]);
    expect(message.progress!.steps).toEqual([
      { title: 'Costs', status: 'done', words: 'done' },
      { title: 'Doctor', status: 'not_started', words: '' },
    ]);
  });

  it('takes no message out of nothing', () => {
    expect(readMessages([{}, null, 'text', { text: '' }])).toEqual([]);
    expect(readMessages(undefined)).toEqual([]);
  });

  it("names a paper's formats and where they are", () => {
    const formats = (document: unknown) => readMessage({ document })!.paper!.formats;
    expect(formats({ url: '/d/1', formats: ['pdf', 'txt'] })).toEqual([
      { name: 'pdf', url: '/d/1?format=pdf' },
      { name: 'txt', url: '/d/1?format=txt' },
    ]);
    expect(formats({ url: '/d/1', formats: [{ format: 'pdf', url: '/d/1.pdf' }] })).toEqual([
      { name: 'pdf', url: '/d/1.pdf' },
    ]);
    expect(formats({ url: '/d/script.pdf' })).toEqual([{ name: 'pdf', url: '/d/script.pdf' }]);
  });

  it('reads a path and a table to a screen reader line by line', () => {
    const message = readMessage({
      text: 'See:\n• a',
      progress: {
        title: 'your pump',
        steps: [
          { title: 'Costs', status: 'done', words: 'done' },
          { title: 'Approval', status: 'waiting', words: 'waiting for the plan' },
        ],
      },
      table: { caption: 'Ways', columns: ['', 'Cost'], rows: [['DME', 'share']] },
    })!;
    expect(plainText(message, new Strings()).split('\n')).toEqual([
      'See:',
      'a',
      'Costs: done',
      'Approval: waiting for the plan',
      'Ways',
      'DME, Cost share',
    ]);
  });

  it('does not read a whole paper aloud', () => {
    const message = readMessage({ text: 'Call script\n===========\n\nFor: pump', kind: 'paper' })!;
    expect(plainText(message, new Strings())).toBe('Read it here: Call script');
  });
});

describe('texts', () => {
  it('are all worded in the guides, and all of those are shown', () => {
    expect(Object.keys(__WORDS__).sort()).toEqual([...IDS].sort());
  });

  it('name the numbers of the clinic', () => {
    expect(new Strings().get('emergency')).toContain('Call 911.');
    const strings = new Strings({ emergency_number: '112', emergency: '¿Emergencia? Llame al {emergency_number}.' });
    expect(strings.get('emergency')).toBe('¿Emergencia? Llame al 112.');
    expect(strings.numbers).toEqual(['112', '988']);
  });

  it('come from the server where it sent them, and are English where not', () => {
    const strings = new Strings({ send: 'Enviar', close: 3, unknown: 'x', typing: '{title} escribe' });
    expect(strings.get('send')).toBe('Enviar');
    expect(strings.get('keep')).toBe('No, keep it');
    expect(strings.get('typing', { title: 'Pump Navigator' })).toBe('Pump Navigator escribe');
  });
});

describe('JSON on a page with an old library', () => {
  const prototype = Array.prototype as { toJSON?: () => string };
  afterEach(() => delete prototype.toJSON);

  it('stays JSON', () => {
    prototype.toJSON = () => 'broken';
    const value = { text: 'a "b"\n', list: [1, [true, null]], none: undefined };
    expect(toJson(value)).toBe('{"text":"a \\"b\\"\\n","list":[1,[true,null]]}');
  });
});
