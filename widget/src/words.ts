import { PAPER_TEXT, type Message, type Step } from './message';
import { parts } from './sheet';
import type { Strings } from './strings';

/** All words of a message in reading order, without its choices: what a screen reader is told, once. */
export function plainText(message: Message, strings: Strings, lang: string | undefined): string {
  if (message.kind === PAPER_TEXT) return `${strings.get('read_paper')}: ${paperTitle(message.text)}`;
  const found = [message.text.replace(/^\s*[•‣▪]\s+/gm, '')];
  found.push(...message.path.map((step) => stepInWords(step, strings, lang)), ...tableInWords(message));
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

/** A step, where it stands, and what it waits for. */
export function stepInWords(step: Step, strings: Strings, lang: string | undefined): string {
  const standing = [strings.get(`step_${step.status}`), ...waitInWords(step, strings, lang)];
  return `${step.title}: ${standing.join(', ')}`;
}

export function waitInWords(step: Step, strings: Strings, lang: string | undefined): string[] {
  const found: string[] = [];
  if (step.waitingFor) found.push(strings.get('waiting_for', { what: step.waitingFor }));
  const day = dayInWords(step.since, lang);
  if (day) found.push(strings.get('since', { date: day }));
  return found;
}

/** A day such as 2026-11-22, as people write it; nothing where there is no such day. */
function dayInWords(day: string, lang: string | undefined): string {
  const date = new Date(/^\d{4}-\d{2}-\d{2}$/.test(day) ? `${day}T12:00:00` : day);
  return Number.isNaN(date.getTime())
    ? ''
    : date.toLocaleDateString(lang, { year: 'numeric', month: 'long', day: 'numeric' });
}
