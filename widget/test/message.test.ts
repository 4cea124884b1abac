import { afterEach, describe, expect, it } from 'vitest';
import { toJson } from '../src/json';
import { plainText, readMessage, readMessages } from '../src/message';
import { Strings } from '../src/strings';

describe('what the server sends', () => {
  it('keeps what has the right shape and drops the rest', () => {
    const message = readMessage({
      text: 'Hello',
      buttons: [{ title: 'Yes', payload: '/affirm' }, { payload: '/no_title' }, 'no', null],
      links: [{ title: 'Guide', url: 'https://a.example' }, { title: 'no address' }],
      items: ['one', { title: 'two', text: 'more' }, 7, null, {}],
    })!;
    expect(message.buttons).toEqual([{ title: 'Yes', payload: '/affirm' }]);
    expect(message.links).toEqual([{ title: 'Guide', url: 'https://a.example' }]);
    expect(message.items).toEqual([
      { title: '', text: 'one' },
      { title: 'two', text: 'more' },
      { title: '', text: '7' },
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

  it('reads a table to a screen reader cell by cell', () => {
    const message = readMessage({
      text: 'See:\n• a',
      table: { caption: 'Ways', columns: ['', 'Cost'], rows: [['DME', 'share']] },
      progress: {
        steps: [
          { title: 'Costs', status: 'done' },
          { title: 'Doctor', status: 'nonsense' },
        ],
      },
    })!;
    expect(plainText(message, (status) => `<${status}>`)).toBe(
      'See:\na\nCosts: <done>\nDoctor: <todo>\nWays\nDME, Cost share',
    );
  });
});

describe('texts', () => {
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
