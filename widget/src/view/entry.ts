import { html, nothing, type TemplateResult } from 'lit';
import type { Entry } from '../conversation';
import type { Context } from './context';
import { messageView } from './message';

export interface EntryContext extends Context {
  /** The connection is down, so what waits will wait longer. */
  stalled: boolean;
  again(): void;
}

export function entryView(entry: Entry, before: Entry | undefined, context: EntryContext): TemplateResult {
  const { strings, title } = context;
  if (entry.by === 'notice') return html`<li class="notice"><p dir="auto">${entry.text}</p></li>`;
  if (entry.by === 'assistant') {
    const first = before?.by !== 'assistant';
    return html`<li class="assistant ${first ? 'first' : ''}">
      <span class="unseen">${strings.get('assistant_said', { title })}</span>
      ${messageView(entry.message, entry.chosen, context)}
    </li>`;
  }
  const waits = entry.state === 'waiting' && context.stalled;
  return html`<li class="user ${entry.state}">
    <span class="unseen">${strings.get('you_said')}</span>
    <div class="bubble"><div class="words" dir="auto">${entry.text}</div></div>
    ${waits ? html`<p class="mark">${strings.get('not_sent')}</p>` : nothing}
    ${entry.state === 'failed' ? failureView(entry.detail, context) : nothing}
  </li>`;
}

function failureView(detail: string | undefined, context: EntryContext): TemplateResult {
  const { strings, again } = context;
  return html`<p class="mark failed-mark">
    <strong>${strings.get('failed')}.</strong> <span dir="auto">${detail}</span>
    <button type="button" class="plain" @click=${again}>${strings.get('try_again')}</button>
  </p>`;
}
