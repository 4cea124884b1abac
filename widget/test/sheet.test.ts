import { expect, it } from 'vitest';
import { blanks, parts } from '../src/sheet';

it('reads a paper back into what it was made of', () => {
  const paper = [
    'Call script',
    '===========',
    '',
    'For: pump and sensor',
    'Brand or model: [blank: brand or model]',
    '',
    'Say this first',
    '--------------',
    '',
    'You can ask for an interpreter at the start of the call. It should not cost',
    'you anything.',
    '',
    '[ ] Your insurance card, with the number that is on the back of it, near the',
    '    bottom.',
    '[x] A pen.',
    '',
    'Sources',
    '- Our own: https://example.org/',
    '',
  ];
  expect(parts(paper.join('\n'))).toEqual([
    { kind: 'heading', level: 1, text: 'Call script' },
    { kind: 'paragraph', text: 'For: pump and sensor' },
    { kind: 'paragraph', text: 'Brand or model: [blank: brand or model]' },
    { kind: 'heading', level: 2, text: 'Say this first' },
    {
      kind: 'paragraph',
      text: 'You can ask for an interpreter at the start of the call. It should not cost you anything.',
    },
    {
      kind: 'list',
      items: [
        '☐ Your insurance card, with the number that is on the back of it, near the bottom.',
        '☑ A pen.',
      ],
    },
    { kind: 'paragraph', text: 'Sources' },
    { kind: 'list', items: ['Our own: https://example.org/'] },
  ]);
});

it('finds the blanks that are left to fill in', () => {
  expect(blanks('Name: [blank: name], [x] done')).toEqual([
    { text: 'Name: ', blank: false },
    { text: '[blank: name]', blank: true },
    { text: ', [x] done', blank: false },
  ]);
});
