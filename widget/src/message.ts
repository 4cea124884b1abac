/**
 * A message of the assistant as it came over the network, made sure of: whatever the server sends,
 * what leaves here has the shape that the view relies on.
 */
export interface Choice {
  title: string;
  payload?: string;
}

export interface WebLink {
  title: string;
  url: string;
}

export interface Table {
  caption: string;
  columns: string[];
  rows: string[][];
}

const STATUSES = ['done', 'in_progress', 'waiting', 'not_started'] as const;

/** One step of the way; `words` tell how it stands, and the status only how that looks. */
export interface Step {
  title: string;
  status: (typeof STATUSES)[number];
  words: string;
}

export interface Progress {
  title: string;
  steps: Step[];
}

export interface Format {
  name: string;
  url: string;
}

/** A message of this kind is a paper in plain text, to read and to check. */
export const PAPER_TEXT = 'paper';
/** A message of this kind is about a danger. */
export const ALERT = 'alert';

export interface Paper {
  title: string;
  formats: Format[];
}

export interface Message {
  text: string;
  kind: string;
  buttons: Choice[];
  links: WebLink[];
  table?: Table;
  progress?: Progress;
  paper?: Paper;
}

type Loose = Record<string, unknown>;

export function isObject(value: unknown): value is Loose {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function string(value: unknown): string {
  if (typeof value === 'string') return value;
  return typeof value === 'number' && Number.isFinite(value) ? String(value) : '';
}

function list<T>(value: unknown, read: (item: unknown) => T | undefined): T[] {
  const found: T[] = [];
  if (!Array.isArray(value)) return found;
  for (let i = 0; i < value.length; i++) {
    const item = read(value[i]);
    if (item !== undefined) found.push(item);
  }
  return found;
}

function readChoice(value: unknown): Choice | undefined {
  if (!isObject(value) || !string(value.title)) return undefined;
  const payload = string(value.payload);
  return payload ? { title: string(value.title), payload } : { title: string(value.title) };
}

function readLink(value: unknown): WebLink | undefined {
  if (!isObject(value) || !string(value.url)) return undefined;
  return { title: string(value.title) || string(value.url), url: string(value.url) };
}

function readTable(value: unknown): Table | undefined {
  if (!isObject(value)) return undefined;
  const columns = list(value.columns, string);
  const rows = list(value.rows, (row) => list(row, string));
  return columns.length && rows.length ? { caption: string(value.caption), columns, rows } : undefined;
}

function readStep(value: unknown): Step | undefined {
  if (!isObject(value) || !string(value.title)) return undefined;
  return {
    title: string(value.title),
    status: STATUSES.find((status) => status === value.status) ?? 'not_started',
    words: string(value.words),
  };
}

function readProgress(value: unknown): Progress | undefined {
  const steps = isObject(value) ? list(value.steps, readStep) : [];
  return isObject(value) && steps.length ? { title: string(value.title), steps } : undefined;
}

function withFormat(url: string, format: string): string {
  return `${url}${url.includes('?') ? '&' : '?'}format=${encodeURIComponent(format)}`;
}

function readPaper(value: unknown): Paper | undefined {
  if (!isObject(value) || !string(value.url)) return undefined;
  const url = string(value.url);
  const formats = list(value.formats, (format): Format | undefined => {
    if (isObject(format)) {
      const name = string(format.format) || string(format.title);
      return name ? { name, url: string(format.url) || withFormat(url, name) } : undefined;
    }
    return string(format) ? { name: string(format), url: withFormat(url, string(format)) } : undefined;
  });
  if (!formats.length)
    formats.push({ name: /\.(\w{1,5})$/.exec(url.split('?')[0] ?? '')?.[1] ?? 'file', url });
  return { title: string(value.title), formats };
}

export function readMessage(value: unknown): Message | undefined {
  if (!isObject(value)) return undefined;
  const message: Message = {
    text: string(value.text),
    kind: string(value.kind),
    buttons: list(value.buttons, readChoice),
    links: list(value.links, readLink),
  };
  const table = readTable(value.table);
  if (table) message.table = table;
  const progress = readProgress(value.progress);
  if (progress) message.progress = progress;
  const paper = readPaper(value.document);
  if (paper) message.paper = paper;
  const empty =
    !message.text &&
    !message.buttons.length &&
    !message.links.length;
  return empty && !table && !progress && !paper ? undefined : message;
}

export function readMessages(value: unknown): Message[] {
  return list(value, readMessage);
}
