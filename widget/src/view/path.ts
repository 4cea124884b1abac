import { html, nothing, type TemplateResult } from 'lit';
import type { Progress, Step } from '../message';
import * as icons from './icons';

/** The way as a line with a card for each step. Colour and shape only repeat what the words say. */
export function pathView({ title, steps }: Progress): TemplateResult {
  const first = steps.findIndex(isNow);
  return html`<ol class="path" role="list" aria-label=${title || nothing}>
    ${steps.map((step, i) => stepView(step, i === first))}
  </ol>`;
}

function isNow({ status }: Step): boolean {
  return status === 'in_progress' || status === 'waiting';
}

function stepView(step: Step, here: boolean): TemplateResult {
  const { title, status, words } = step;
  return html`<li class="${status} ${isNow(step) ? 'now' : ''}" aria-current=${here ? 'step' : nothing}>
    <span class="dot">${status === 'done' ? icons.check : nothing}</span>
    <div class="step"><span class="step-title" dir="auto">${title}</span> <span class="standing" dir="auto">${words}</span></div>
  </li>`;
}
