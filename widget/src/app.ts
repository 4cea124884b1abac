import type { App, Host } from './host';
import { Panel } from './panel';

const NAME = 'pump-navigator-panel';

export function mount(host: Host): App {
  if (!customElements.get(NAME)) customElements.define(NAME, Panel);
  const panel = new Panel(host);
  host.root.append(panel);
  return panel;
}
