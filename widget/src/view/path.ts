import { html, nothing, type TemplateResult } from 'lit';
import type { Step } from '../message';
import { waitInWords } from '../words';
import type { Context } from './context';
import * as icons from './icons';

/** The way as a line with a card for each step. Colour and shape only repeat what the words say. */
export function pathView(path: Step[], context: Context): TemplateResult {
  const here = path.findIndex(({ status }) => status === 'current' || status === 'waiting');
  return html`<ol class="path" role="list">
    ${path.map((step, i) => stepView(step, i === here, context))}
  </ol>`;
}

function stepView(step: Step, here: boolean, { strings, lang }: Context): TemplateResult {
  const wait = waitInWords(step, strings, lang);
  return html`<li class="${step.status} ${here ? 'here' : ''}" aria-current=${here ? 'step' : nothing}>
    <span class="dot">${step.status === 'done' ? icons.check : nothing}</span>
    <div class="step">
      <span class="step-title">${step.title}</span>
      <span class="standing">${strings.get(`step_${step.status}`)}</span>
      ${wait.length ? html`<span class="wait">${wait.join(', ')}</span>` : nothing}
    </div>
  </li>`;
}
