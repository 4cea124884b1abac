import { expect, it } from 'vitest';
import { safeUrl } from '../src/links';

const BASE = 'https://chat.example/';

it.each(['https://a.example/x', 'http://a.example/', 'mailto:a@b.example', 'tel:911'])(
  'lets %s pass',
  (url) => {
    expect(safeUrl(url, BASE)?.href).toBe(url);
  },
);

it.each([
  'javascript:alert(1)',
  'JaVaScRiPt:alert(1)',
  'java\nscript:alert(1)',
  ' javascript:alert(1)',
  'data:text/html,x',
  'vbscript:x',
  'blob:https://chat.example/x',
  'file:///etc/passwd',
  'https://',
  undefined,
  { toString: () => 'https://a.example' },
])('refuses %j', (url) => {
  expect(safeUrl(url, BASE)).toBeNull();
});

it('reads an address without a host as one of the server', () => {
  expect(safeUrl('/paper', BASE)?.href).toBe('https://chat.example/paper');
});
