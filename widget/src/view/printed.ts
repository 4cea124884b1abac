import type { Entry } from '../conversation';
import { PAPER_TEXT } from '../message';
import { add } from '../print';
import { parts, type Part } from '../sheet';
import type { Strings } from '../strings';
import { blocks } from '../text';
import { progressInWords, tableInWords } from '../words';

/** The conversation on paper: who said what, and addresses that can be typed. */
export function writeConversation(
  body: HTMLElement,
  entries: Entry[],
  title: string,
  strings: Strings,
  lang: string | undefined,
): void {
  add(body, 'h1', title);
  add(body, 'p', strings.get('printed_on', { date: new Date().toLocaleDateString(lang) }), 'date');
  for (const entry of entries) {
    const part = add(body, 'section', '', entry.by);
    part.dir = 'auto';
    writeEntry(part, entry, title, strings);
  }
}

function writeEntry(part: HTMLElement, entry: Entry, title: string, strings: Strings): void {
  if (entry.by === 'notice') {
    add(part, 'p', entry.text);
    return;
  }
  if (entry.by === 'user') {
    add(part, 'h2', strings.get('you_said'));
    add(part, 'p', entry.text, 'line');
    return;
  }
  const { message } = entry;
  add(part, 'h2', strings.get('assistant_said', { title }));
  if (message.kind === PAPER_TEXT) writeParts(part, parts(message.text));
  else writeParts(part, blocks(message.text));
  for (const line of [...progressInWords(message), ...tableInWords(message)]) add(part, 'p', line);
  if (message.paper) add(part, 'p', message.paper.title);
  for (const link of message.links) add(part, 'p', `${link.title}: ${link.url}`);
}

function writeParts(into: HTMLElement, found: Part[]): void {
  for (const one of found) {
    if (one.kind === 'heading') add(into, `h${one.level + 2}`, one.text);
    else if (one.kind === 'paragraph') add(into, 'p', one.text);
    else {
      const list = add(into, 'ul');
      for (const item of one.items) add(list, 'li', item);
    }
  }
}
