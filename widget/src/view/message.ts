import { html, nothing, type SVGTemplateResult, type TemplateResult } from 'lit';
import { opensPage, safeUrl } from '../links';
import { ALERT, PAPER_TEXT, type Message, type Paper, type Table, type WebLink } from '../message';
import { blocks, hotlines } from '../text';
import type { Context } from './context';
import * as icons from './icons';
import { pathView } from './path';
import { sheetView } from './sheet';

type View = TemplateResult | typeof nothing;

/** More than these do not fit side by side. */
const MOST_COLUMNS = 3;
/** Printing takes it; to keep, the others are better. */
const FOR_PRINT_ONLY = 'html';
const NAMED_FORMATS = ['pdf', 'txt', 'ics'] as const;

/** Everything here is a text node or an attribute of a known name: words can never become mark-up. */
export function messageView(message: Message, chosen: number | undefined, context: Context): TemplateResult {
  return html`${bubbleView(message, context)} ${choicesView(message, chosen, context)}`;
}

function bubbleView(message: Message, context: Context): TemplateResult {
  const { kind, text, table, progress, paper, links } = message;
  if (kind === PAPER_TEXT) return sheetView(text, context);
  if (kind === ALERT) return alertView(message, context);
  return html`<div class="bubble"><div class="words" dir="auto">
    ${textView(text, (line) => [line])}
    ${progress ? pathView(progress) : nothing}
    ${table ? tableView(table) : nothing}
    ${paper ? paperView(paper, context) : nothing}
    ${linksView(links, context)}
  </div></div>`;
}

/** What is in the text of an alert can be called with one tap there, and once more with a big button. */
function alertView({ text, links }: Message, context: Context): TemplateResult {
  const { numbers } = context.strings;
  const calls = hotlines(text, numbers).flatMap(({ text, tel }): WebLink[] =>
    tel ? [{ title: context.strings.get('call', { number: text }), url: tel }] : [],
  );
  const offered = [...calls, ...links];
  const once = offered.filter(({ url }, i) => offered.findIndex((link) => link.url === url) === i);
  return html`<div class="bubble alert"><div class="words" dir="auto">
    <p class="alert-head" role="heading" aria-level="3">${icons.alert}${context.strings.get('important')}</p>
    ${textView(text, (line) => hotlinesView(line, numbers))}
    ${linksView(once, context)}
  </div></div>`;
}

export function hotlinesView(line: string, numbers: string[]): (TemplateResult | string)[] {
  return hotlines(line, numbers).map(({ text, tel }) =>
    tel ? html`<a href=${tel} rel="noopener noreferrer">${text}</a>` : text,
  );
}

function textView(text: string, words: (line: string) => (TemplateResult | string)[]): View {
  return html`${blocks(text).map((block) =>
    block.kind === 'list'
      ? html`<ul>${block.items.map((item) => html`<li>${words(item)}</li>`)}</ul>`
      : html`<p>${words(block.text)}</p>`,
  )}`;
}

function linkView(link: WebLink, context: Context): View {
  const url = safeUrl(link.url, context.base);
  if (!url) return html`<span>${link.title}</span>`;
  const title = html`<span>${link.title}</span>`;
  if (!opensPage(url)) {
    const phone = url.protocol === 'tel:' ? icons.phone : nothing;
    return html`<a class="link" href=${url.href} rel="noopener noreferrer">${phone}${title}</a>`;
  }
  const newTab = html`<span class="unseen"> (${context.strings.get('new_tab')})</span>`;
  return html`<a class="link" href=${url.href} target="_blank" rel="noopener noreferrer"
    >${title}${icons.external}${newTab}</a
  >`;
}

function linksView(links: WebLink[], context: Context): View {
  if (!links.length) return nothing;
  return html`<ul class="links">
    ${links.map((link) => html`<li>${linkView(link, context)}</li>`)}
  </ul>`;
}

/**
 * With many columns every row becomes a card of its own. That takes the meaning away from table
 * mark-up in some browsers, so the roles are said aloud.
 */
function tableView(table: Table): TemplateResult {
  const { caption, columns, rows } = table;
  const head = (title: string) =>
    title ? html`<th role="columnheader" scope="col">${title}</th>` : html`<td role="cell"></td>`;
  const cell = (text: string, i: number) => {
    if (i === 0) return html`<th role="rowheader" scope="row" dir="auto">${text}</th>`;
    const column = html`<span class="column" aria-hidden="true">${columns[i] ?? ''}</span>`;
    return html`<td role="cell" dir="auto">${column}<span class="value">${text}</span></td>`;
  };
  return html`<div class="table ${columns.length > MOST_COLUMNS ? 'stacked' : ''}">
    <table role="table">
      ${caption ? html`<caption>${caption}</caption>` : nothing}
      <thead role="rowgroup"><tr role="row">${columns.map(head)}</tr></thead>
      <tbody role="rowgroup">${rows.map((row) => html`<tr role="row">${row.map(cell)}</tr>`)}</tbody>
    </table>
  </div>`;
}

function paperView(paper: Paper, context: Context): TemplateResult {
  const action = (look: string, icon: SVGTemplateResult, words: string, act: () => void) =>
    html`<button type="button" class=${look} aria-label="${words}: ${paper.title}" @click=${act}>
      ${icon}<span>${words}</span>
    </button>`;
  const toKeep = paper.formats.filter(({ name }) => name !== FOR_PRINT_ONLY);
  const [first, ...others] = (toKeep.length ? toKeep : paper.formats).map(
    ({ name, url }, i) =>
      action(i ? 'small' : 'small main', icons.save, formatInWords(name, context), () => context.savePaper(url, name)),
  );
  return html`<div class="paper">
    <p class="paper-title">${icons.paper}<span>${paper.title}</span></p>
    <div class="paper-actions">
      ${first}${action('small', icons.print, context.strings.get('print'), () => context.printPaper())}${others}
    </div>
  </div>`;
}

function formatInWords(name: string, { strings }: Context): string {
  const known = NAMED_FORMATS.find((format) => format === name);
  return known ? strings.get(`save_${known}`) : strings.get('save_as', { format: name.toUpperCase() });
}

function choicesView(message: Message, chosen: number | undefined, context: Context): View {
  if (!message.buttons.length) return nothing;
  const made = chosen !== undefined;
  return html`<ul class="choices ${context.past ? 'past' : ''}" role="list">
    ${message.buttons.map(
      (button, i) => html`<li>
        <button
          type="button"
          class="choice"
          dir="auto"
          aria-disabled=${made ? 'true' : nothing}
          aria-pressed=${made ? String(i === chosen) : nothing}
          @click=${() => context.choose(i)}
        >${i === chosen ? icons.check : nothing}<span>${button.title}</span></button>
      </li>`,
    )}
  </ul>`;
}
