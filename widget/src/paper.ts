import { add } from './print';

const KEPT_FOR = 60_000;
const KEPT =
  /^(section|h[1-6]|p|ul|ol|li|dl|dt|dd|table|caption|thead|tbody|tr|th|td|strong|b|em|i|mark|br|hr|blockquote)$/;
const DROPPED = /^(script|style|template|noscript|iframe|object|embed|svg|math|head|title)$/;

function addressOf(file: Blob): string {
  const url = URL.createObjectURL(file);
  setTimeout(() => URL.revokeObjectURL(url), KEPT_FOR);
  return url;
}

export function save(file: Blob, title: string, format: string): void {
  const link = document.createElement('a');
  const name = title
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-|-$/g, '')
    .toLowerCase();
  link.href = addressOf(file);
  link.download = `${name}.${format.toLowerCase()}`;
  link.click();
}

/** False where the browser lets no tab open any more, so long after the press of the button. */
export function openFile(file: Blob): boolean {
  return window.open(addressOf(file), '_blank') !== null;
}

/** What writes the paper's words into a page of ours, or nothing when only the browser can show the file. */
export async function readPaper(file: Blob): Promise<((into: HTMLElement) => void) | undefined> {
  if (!file.type.startsWith('text/')) return undefined;
  const source = await file.text();
  if (!file.type.startsWith('text/html')) return (into) => copyText(source, into);
  try {
    const { body } = new DOMParser().parseFromString(source, 'text/html');
    return (into) => copyElements(body, into);
  } catch {
    // A page with Trusted Types lets no text become a document.
    return undefined;
  }
}

/** Copies the words with the plainest of mark-up, and no attribute of theirs. */
function copyElements(from: Node, into: HTMLElement): void {
  for (const node of from.childNodes) {
    const name = node.nodeName.toLowerCase();
    if (node.nodeType === Node.TEXT_NODE) into.append(node.textContent ?? '');
    else if (node.nodeType === Node.ELEMENT_NODE && !DROPPED.test(name)) {
      copyElements(node, KEPT.test(name) ? add(into, name, '', isBox(node, name) ? 'box' : '') : into);
    }
  }
}

/** A line of a list with a box to tick needs no bullet before the box. */
function isBox(node: Node, name: string): boolean {
  return name === 'li' && /^\s*[☐☑]/u.test(node.textContent ?? '');
}

/** Plain text; a line that starts with # is a heading. */
function copyText(source: string, into: HTMLElement): void {
  for (const line of source.split(/\r?\n/)) {
    const heading = /^(#{1,4})\s+(.*)/.exec(line);
    if (heading) add(into, `h${heading[1]!.length}`, heading[2]);
    else add(into, 'p', line || '\u00a0', 'line');
  }
}
