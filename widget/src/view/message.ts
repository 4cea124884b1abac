import { html, nothing, type SVGTemplateResult, type TemplateResult } from 'lit';
import { opensPage, safeUrl } from '../links';
import type { Item, Message, Paper, Step, Table, WebLink } from '../message';
import { blocks, hotlines } from '../text';
import type { Context } from './context';
import * as icons from './icons';

type View = TemplateResult | typeof nothing;

/** More than these do not fit side by side. */
const MOST_COLUMNS = 3;

/** Everything here is a text node or an attribute of a known name: words can never become mark-up. */
export function messageView(message: Message, chosen: number | undefined, context: Context): TemplateResult {
  const { kind, text, table, steps, paper, links } = message;
  const alert = kind === 'alert';
  return html`
    <div class="bubble ${alert ? 'alert' : ''}"><div class="words" dir="auto">
      ${alert ? alertHeadView(context) : nothing}
      ${textView(text, alert)}
      ${itemsView(message, context)}
      ${table ? tableView(table) : nothing}
      ${steps.length ? stepsView(steps, context) : nothing}
      ${paper ? paperView(paper, context) : nothing}
      ${linksView(links, context)}
    </div></div>
    ${choicesView(message, chosen, context)}
  `;
}

function alertHeadView(context: Context): TemplateResult {
  const words = context.strings.get('important');
  return html`<p class="alert-head" role="heading" aria-level="3">${icons.alert}${words}</p>`;
}

/** 911 and 988 can be called with one tap. */
export function hotlinesView(line: string): (TemplateResult | string)[] {
  return hotlines(line).map(({ text, tel }) =>
    tel ? html`<a href=${tel} rel="noopener noreferrer">${text}</a>` : text,
  );
}

function textView(text: string, alert: boolean): View {
  const words = (line: string) => (alert ? hotlinesView(line) : line);
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

function itemsView(message: Message, context: Context): View {
  if (!message.items.length) return nothing;
  return html`<ul class=${message.kind === 'card' ? 'cards' : 'items'}>
    ${message.items.map((item) => html`<li>${itemView(item, context)}</li>`)}
  </ul>`;
}

function itemView(item: Item, context: Context): View {
  const { title, text, url, payload } = item;
  const heading = title ? html`<span class="item-title">${title}</span>` : nothing;
  const body = text ? html`<span class="item-text">${text}</span>` : nothing;
  if (payload && title) {
    const press = () => context.press(title, payload);
    return html`<button type="button" class="item-button" @click=${press}>${heading}${body}</button>`;
  }
  if (url) return html`${linkView({ title: title || text, url }, context)}${title ? body : nothing}`;
  return html`${heading}${body}`;
}

/**
 * With many columns every row becomes a block of its own. That takes the meaning away from table
 * mark-up in some browsers, so the roles are said aloud.
 */
function tableView(table: Table): TemplateResult {
  const { caption, columns, rows } = table;
  const head = (title: string) =>
    title ? html`<th role="columnheader" scope="col">${title}</th>` : html`<td role="cell"></td>`;
  const cell = (text: string, i: number) => {
    if (i === 0) return html`<th role="rowheader" scope="row" dir="auto">${text}</th>`;
    const column = html`<span class="column" aria-hidden="true">${columns[i] ?? ''}</span>`;
    return html`<td role="cell" dir="auto">${column}${text}</td>`;
  };
  return html`<div class="table ${columns.length > MOST_COLUMNS ? 'stacked' : ''}">
    <table role="table">
      ${caption ? html`<caption>${caption}</caption>` : nothing}
      <thead role="rowgroup"><tr role="row">${columns.map(head)}</tr></thead>
      <tbody role="rowgroup">${rows.map((row) => html`<tr role="row">${row.map(cell)}</tr>`)}</tbody>
    </table>
  </div>`;
}

function stepsView(steps: Step[], context: Context): TemplateResult {
  return html`<ol class="steps" role="list">
    ${steps.map(({ title, status }) => {
      const current = status === 'current';
      const word = context.strings.get(`step_${status}`);
      return html`<li class=${status} aria-current=${current ? 'step' : nothing}>
        <span class="dot">${status === 'done' ? icons.check : nothing}</span>
        <span>${title} <span class=${current ? 'here' : 'unseen'}>${word}</span></span>
      </li>`;
    })}
  </ol>`;
}

function paperView(paper: Paper, context: Context): TemplateResult {
  const action = (icon: SVGTemplateResult, words: string, act: () => void) =>
    html`<button type="button" class="small" aria-label="${words}: ${paper.title}" @click=${act}>
      ${icon}<span>${words}</span>
    </button>`;
  const save = (format: string) => context.strings.get('save_as', { format: format.toUpperCase() });
  return html`<div class="paper">
    <p class="paper-title">${icons.paper}<span>${paper.title}</span></p>
    <div class="paper-actions">
      ${paper.formats.map(({ name, url }) => action(icons.save, save(name), () => context.savePaper(url, name)))}
      ${action(icons.print, context.strings.get('print'), () => context.printPaper())}
    </div>
  </div>`;
}

function choicesView(message: Message, chosen: number | undefined, context: Context): View {
  if (!message.buttons.length) return nothing;
  const made = chosen !== undefined;
  return html`<ul class="choices" role="list">
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
