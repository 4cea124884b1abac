import type { Entry } from '../conversation';
import { plainText } from '../message';
import { add } from '../print';
import type { Strings } from '../strings';
import { blocks } from '../text';

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
  for (const block of blocks(message.text)) {
    if (block.kind === 'paragraph') {
      add(part, 'p', block.text);
    } else {
      const list = add(part, 'ul');
      for (const item of block.items) add(list, 'li', item);
    }
  }
  const rest = plainText({ ...message, text: '', links: [] }, (status) => strings.get(`step_${status}`));
  for (const line of rest ? rest.split('\n') : []) add(part, 'p', line);
  for (const link of message.links) add(part, 'p', `${link.title}: ${link.url}`);
}
