import { html, nothing, type SVGTemplateResult, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import type { StringId } from '../strings';
import { length } from '../text';
import * as icons from './icons';
import { hotlinesView } from './message';

export type Translate = (id: StringId, values?: Record<string, string | number>) => string;
export type Asking = 'clear' | 'forget';

type View = TemplateResult | typeof nothing;

const LONGEST_MESSAGE = 2_000;
const TELL_LEFT_FROM = 1_800;
/** The server screens even a long message for danger; only what it would not read at all stays here. */
const LONGEST_SENT = 10_000;

export interface Header {
  title: string;
  /** The window is a page of its own. */
  page: boolean;
  menuOpen: boolean;
  toggleMenu(): void;
  leaveMenu(event: FocusEvent): void;
  print(): void;
  ask(asking: Asking): void;
  close: (() => void) | undefined;
}

export function headerView(header: Header, t: Translate): TemplateResult {
  const { title, page, menuOpen, close } = header;
  const item = (id: StringId, icon: SVGTemplateResult, act: () => void) =>
    html`<li><button type="button" @click=${act}>${icon}<span>${t(id)}</span></button></li>`;
  return html`<header>
    <span class="emblem">${icons.path}</span>
    <div class="names">
      ${page ? html`<h1 id="title">${title}</h1>` : html`<h2 id="title">${title}</h2>`}
      <p>${t('subtitle')}</p>
    </div>
    <div class="menu" @focusout=${header.leaveMenu}>
      <button
        type="button"
        class="icon"
        aria-label=${t('menu')}
        aria-expanded=${menuOpen ? 'true' : 'false'}
        aria-controls="menu"
        @click=${header.toggleMenu}
      >${icons.more}</button>
      <ul id="menu" role="list" ?hidden=${!menuOpen}>
        ${item('menu_print', icons.print, header.print)}
        ${item('menu_clear', icons.restart, () => header.ask('clear'))}
        ${item('menu_forget', icons.trash, () => header.ask('forget'))}
      </ul>
    </div>
    ${
      close
        ? html`<button type="button" class="icon" aria-label=${t('close')} @click=${close}>${icons.down}</button>`
        : nothing
    }
  </header>`;
}

export function statusView(
  status: string,
  note: string,
  typing: boolean,
  hurry: (() => void) | undefined,
  t: Translate,
): View {
  if (status) {
    const button = html`<button type="button" class="plain" @click=${hurry}>${t('try_now')}</button>`;
    return html`<p class="bar"><span>${status}</span>${hurry ? button : nothing}</p>`;
  }
  if (note) return html`<p class="bar"><span>${note}</span></p>`;
  return typing ? html`<p class="unseen">${t('typing')}</p>` : nothing;
}

/** Something that can be sent as it is. */
export function isSendable(draft: string): boolean {
  return draft.trim() !== '' && length(draft) <= LONGEST_SENT;
}

export function composerView(
  draft: string,
  onInput: (event: Event) => void,
  onSubmit: (event: Event) => void,
  numbers: string[],
  t: Translate,
): TemplateResult {
  const count = length(draft);
  const over = count - LONGEST_MESSAGE;
  let left = '';
  if (over > 0) left = t('too_long', { over });
  else if (count >= TELL_LEFT_FROM) left = t('nearly_full', { left: -over });
  return html`<form class="composer" @submit=${onSubmit}>
    <p id="length" class="length" role="status">${left}</p>
    <div class="field">
      <label class="unseen" for="input">${t('input')}</label>
      <textarea
        id="input"
        rows="1"
        dir="auto"
        enterkeyhint="send"
        autocomplete="off"
        placeholder=${t('placeholder')}
        aria-describedby="length hint"
        aria-invalid=${over > 0 ? 'true' : 'false'}
        .value=${live(draft)}
        @input=${onInput}
      ></textarea>
      <button
        class="send"
        aria-label=${t('send')}
        aria-disabled=${isSendable(draft) ? 'false' : 'true'}
      >${icons.send}</button>
    </div>
    <p id="hint" class="hint">${hotlinesView(t('emergency'), numbers)}</p>
  </form>`;
}

export function askView(asking: Asking, yes: () => void, keep: () => void, t: Translate): TemplateResult {
  return html`<div class="asking" role="group" aria-labelledby="asking">
    <p id="asking">${t(`${asking}_question`)}</p>
    <div class="answers">
      <button type="button" class="danger" @click=${yes}>${t(`${asking}_yes`)}</button>
      <button type="button" class="small keep" @click=${keep}>${t('keep')}</button>
    </div>
  </div>`;
}

export function forgottenView(begin: () => void, t: Translate): TemplateResult {
  return html`<div class="forgotten">
    <p>${t('forgotten')}</p>
    <button type="button" class="small" @click=${begin}>${t('begin_again')}</button>
  </div>`;
}
