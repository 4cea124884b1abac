import { html, nothing, type TemplateResult } from 'lit';
import { blanks, parts, type Part } from '../sheet';
import { paperTitle } from '../words';
import type { Context } from './context';
import * as icons from './icons';

/** A whole paper, folded: on a phone it is many screens long, and its files come first. */
export function sheetView(text: string, { strings }: Context): TemplateResult {
  const title = paperTitle(text);
  return html`<details class="bubble sheet" @toggle=${reveal}>
    <summary>
      ${icons.down}<span>${strings.get('read_paper')}${title ? html`<span class="unseen">: ${title}</span>` : nothing}</span>
    </summary>
    <div class="words" dir="auto">${parts(text).map(partView)}</div>
  </details>`;
}

function partView(part: Part): TemplateResult {
  switch (part.kind) {
    case 'heading':
      return part.level === 1
        ? html`<h3>${wordsView(part.text)}</h3>`
        : html`<h4>${wordsView(part.text)}</h4>`;
    case 'list':
      return html`<ul>${part.items.map(itemView)}</ul>`;
    case 'paragraph':
      return html`<p>${wordsView(part.text)}</p>`;
  }
}

function itemView(item: string): TemplateResult {
  const [, box, text] = /^([☐☑]) (.*)/u.exec(item) ?? [];
  return text
    ? html`<li class="box"><span>${box}</span> <span>${wordsView(text)}</span></li>`
    : html`<li>${wordsView(item)}</li>`;
}

function wordsView(text: string): (TemplateResult | string)[] {
  return blanks(text).map(({ text, blank }) => (blank ? html`<span class="blank">${text}</span>` : text));
}

/** What was unfolded would else begin below the window's edge. */
function reveal(event: Event): void {
  const sheet = event.currentTarget as HTMLDetailsElement;
  if (sheet.open) sheet.closest('.transcript')?.scrollTo({ top: sheet.offsetTop - 12 });
}
