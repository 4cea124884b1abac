export type Block = { kind: 'paragraph'; text: string } | { kind: 'list'; items: string[] };

const BULLET = /^\s*[•‣▪]\s+/;

/** Lines become paragraphs, and neighbouring lines that start with a bullet become one list. */
export function blocks(text: string): Block[] {
  const found: Block[] = [];
  for (const line of text.split(/\r?\n/)) {
    if (!line.trim()) continue;
    const last = found[found.length - 1];
    if (!BULLET.test(line)) found.push({ kind: 'paragraph', text: line.trim() });
    else if (last?.kind === 'list') last.items.push(line.replace(BULLET, '').trim());
    else found.push({ kind: 'list', items: [line.replace(BULLET, '').trim()] });
  }
  return found;
}

export type Piece = { text: string; tel?: string };

/** Cuts a text at the numbers that have to be callable with one tap. */
export function hotlines(text: string, numbers: string[]): Piece[] {
  const pieces: Piece[] = [];
  const wanted = numbers.map((number) => number.replace(/\W/g, '\\$&')).join('|');
  let from = 0;
  for (const hit of text.matchAll(new RegExp(`(?<![\\d-])(?:${wanted})(?![\\d-])`, 'g'))) {
    if (hit.index > from) pieces.push({ text: text.slice(from, hit.index) });
    pieces.push({ text: hit[0], tel: `tel:${hit[0].replace(/[^\d+]/g, '')}` });
    from = hit.index + hit[0].length;
  }
  if (from < text.length) pieces.push({ text: text.slice(from) });
  return pieces;
}

/** Characters as a person counts them, near enough: one for an emoji's code point, not two. */
export function length(text: string): number {
  let count = 0;
  for (const _ of text) count++;
  return count;
}
