import { PAPER_TEXT, type Message } from './message';
import { parts } from './sheet';
import type { Strings } from './strings';

/** All words of a message in reading order, without its choices: what a screen reader is told, once. */
export function plainText(message: Message, strings: Strings): string {
  if (message.kind === PAPER_TEXT) return `${strings.get('read_paper')}: ${paperTitle(message.text)}`;
  const found = [message.text.replace(/^\s*[•‣▪]\s+/gm, '')];
  found.push(...progressInWords(message), ...tableInWords(message));
  if (message.paper) found.push(message.paper.title);
  for (const { title } of message.links) found.push(title);
  return found.filter(Boolean).join('\n');
}

/** The first heading of a paper's plain text. */
export function paperTitle(text: string): string {
  const [first] = parts(text);
  return first?.kind === 'heading' ? first.text : '';
}

/** Each row as a line. */
export function tableInWords({ table }: Message): string[] {
  if (!table) return [];
  const { caption, columns, rows } = table;
  return [
    caption,
    ...rows.map((row) => row.map((cell, i) => `${columns[i] ?? ''} ${cell}`.trim()).join(', ')),
  ];
}

/** Each step, and how it stands. */
export function progressInWords({ progress }: Message): string[] {
  return (progress?.steps ?? []).map(({ title, words }) => [title, words].filter(Boolean).join(': '));
}
