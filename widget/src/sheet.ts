import type { Block } from './text';

/** A part of a paper. The items of a list with boxes to tick begin with the box. */
export type Part = Block | { kind: 'heading'; level: 1 | 2; text: string };

/** The server breaks the lines of a paper so that none is longer. */
const WIDTH = 78;
const UNDERLINE = /^(=+|-+)$/;
const ITEM = /^(?:- |\[([ x])\] )/;
const BLANK = /(\[[^[\]]{2,}\])/;

/** A paper's plain text, read back into what it was made of: headings, paragraphs and lists. */
export function parts(text: string): Part[] {
  return text
    .split(/\n{2,}/)
    .filter((block) => block.trim())
    .flatMap((block) => readBlock(block.trim().split('\n')));
}

/** The words, cut at the blanks that are left to fill in. */
export function blanks(text: string): { text: string; blank: boolean }[] {
  return text
    .split(BLANK)
    .filter(Boolean)
    .map((piece) => ({ text: piece, blank: BLANK.test(piece) }));
}

function readBlock(lines: string[]): Part[] {
  const [first = '', second = ''] = lines;
  if (lines.length === 2 && UNDERLINE.test(second)) {
    return [{ kind: 'heading', level: second[0] === '=' ? 1 : 2, text: first }];
  }
  const start = lines.findIndex((line) => ITEM.test(line));
  const before = start < 0 ? lines : lines.slice(0, start);
  const found: Part[] = unwrap(before).map((line) => ({ kind: 'paragraph', text: line }));
  if (start >= 0) found.push({ kind: 'list', items: readItems(lines.slice(start)) });
  return found;
}

function readItems(lines: string[]): string[] {
  const items: string[] = [];
  for (const line of lines) {
    const mark = ITEM.exec(line);
    const text = line.replace(ITEM, '').trim();
    if (!mark) items[items.length - 1] += ` ${text}`;
    else items.push(mark[1] === undefined ? text : `${mark[1] === 'x' ? '☑' : '☐'} ${text}`);
  }
  return items;
}

/** Joins what was broken only because the next word had no place on the line. */
function unwrap(lines: string[]): string[] {
  const whole: string[] = [];
  let last = '';
  for (const line of lines) {
    const word = line.split(' ', 1)[0] ?? '';
    if (whole.length && last.length + 1 + word.length > WIDTH) whole[whole.length - 1] += ` ${line}`;
    else whole.push(line);
    last = line;
  }
  return whole;
}
