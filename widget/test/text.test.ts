import { describe, expect, it } from 'vitest';
import { blocks, hotlines, length } from '../src/text';

describe('blocks', () => {
  it('makes neighbouring bullet lines one list', () => {
    expect(blocks('Have ready:\n• card\n• pen\n\nThen call.')).toEqual([
      { kind: 'paragraph', text: 'Have ready:' },
      { kind: 'list', items: ['card', 'pen'] },
      { kind: 'paragraph', text: 'Then call.' },
    ]);
  });

  it('takes a bullet inside a line for what it is', () => {
    expect(blocks('3 • 4')).toEqual([{ kind: 'paragraph', text: '3 • 4' }]);
  });
});

describe('hotlines', () => {
  it('finds 911 and 988 and leaves the words around them whole', () => {
    expect(hotlines('Call 911, or text 988.', ['911', '988'])).toEqual([
      { text: 'Call ' },
      { text: '911', tel: 'tel:911' },
      { text: ', or text ' },
      { text: '988', tel: 'tel:988' },
      { text: '.' },
    ]);
  });

  it('knows the numbers of another country, as people write them there', () => {
    expect(hotlines('Call 112 or 0800 111-0111.', ['112', '0800 111-0111'])).toEqual([
      { text: 'Call ' },
      { text: '112', tel: 'tel:112' },
      { text: ' or ' },
      { text: '0800 111-0111', tel: 'tel:08001110111' },
      { text: '.' },
    ]);
  });

  it('leaves longer numbers alone', () => {
    expect(hotlines('1-911-555 and 19881', ['911', '988'])).toEqual([{ text: '1-911-555 and 19881' }]);
  });
});

it('counts an emoji as one character', () => {
  expect(length('a😀')).toBe(2);
});
