import css from './styles/print.css?inline';

/**
 * Prints a page of our own, in a frame that nobody sees: the clinic's page around us is left as it
 * is. The frame is empty, gets its style from a constructed sheet, and so needs nothing of the CSP.
 */
export function printPage(
  parent: ParentNode,
  lang: string,
  title: string,
  fill: (body: HTMLElement) => void,
): void {
  const frame = document.createElement('iframe');
  frame.className = 'printing';
  frame.tabIndex = -1;
  frame.setAttribute('aria-hidden', 'true');
  parent.append(frame);
  const view = frame.contentWindow as (Window & typeof globalThis) | null;
  if (!view) return;
  const sheet = new view.CSSStyleSheet();
  sheet.replaceSync(css);
  view.document.adoptedStyleSheets = [sheet];
  view.document.documentElement.lang = lang;
  view.document.title = title;
  fill(view.document.body);
  const done = () => frame.remove();
  view.addEventListener('afterprint', () => setTimeout(done));
  setTimeout(done, 60_000);
  view.focus();
  view.print();
}

export function add(parent: HTMLElement, name: string, text = '', className = ''): HTMLElement {
  const made = parent.ownerDocument.createElement(name);
  if (text) made.textContent = text;
  if (className) made.className = className;
  parent.append(made);
  return made;
}
