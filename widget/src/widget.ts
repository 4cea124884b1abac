/**
 * The one tag that a clinic pastes. It puts the launcher in the corner and fetches the rest when
 * somebody wants it. Everything lives in a shadow root and in this function: the page notices nothing.
 */
import { readColor, theme } from './color';
import type { App, AppModule, Host, Mode } from './host';
import css from './styles/launcher.css?inline';

declare const __APP__: string;
/** From `guides/widget.yml`; a tag may have others. */
declare const __WORDS__: Record<'label' | 'title' | 'failed', string>;
const WORDS = __WORDS__;

const NAME = 'pump-navigator';
const PHONE = '(max-width: 480px)';
const SVG = 'http://www.w3.org/2000/svg';

const script =
  (document.currentScript as HTMLScriptElement | null) ??
  document.querySelector<HTMLScriptElement>('script[src*="/widget.js"]');

function icon(name: string, ...paths: string[]): SVGSVGElement {
  const svg = document.createElementNS(SVG, 'svg');
  svg.setAttribute('viewBox', '0 0 24 24');
  svg.setAttribute('class', name);
  svg.setAttribute('aria-hidden', 'true');
  for (const d of paths) {
    const path = document.createElementNS(SVG, 'path');
    path.setAttribute('d', d);
    svg.append(path);
  }
  return svg;
}

function element<Name extends keyof HTMLElementTagNameMap>(name: Name, className: string) {
  const made = document.createElement(name);
  made.className = className;
  return made;
}

function sheet(text: string): CSSStyleSheet {
  const made = new CSSStyleSheet();
  made.replaceSync(text);
  return made;
}

function define(source: HTMLScriptElement): void {
  const origin = new URL(source.src).origin;

  class PumpNavigator extends HTMLElement {
    #app: Promise<App> | undefined;
    #attempts = 0;
    #open = false;
    #root: HTMLElement | undefined;
    #launcher: HTMLButtonElement | undefined;
    #status: HTMLElement | undefined;
    #started = false;

    connectedCallback(): void {
      if (this.#started) return;
      this.#started = true;
      const root = this.attachShadow({ mode: 'open' });
      root.adoptedStyleSheets = [sheet(css)];
      const color = readColor(
        this.#option('color') || getComputedStyle(this).getPropertyValue('--pump-navigator-color'),
      );
      if (color) root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet(`:host{${theme(color)}}`)];
      for (const name of ['theme', 'position']) {
        const value = this.#option(name);
        if (value) this.setAttribute(`data-${name}`, value);
      }

      const launcher = this.#mode === 'launcher';
      this.#root = element(launcher ? 'aside' : 'div', 'root');
      root.append(this.#root);
      if (!launcher) {
        // Whoever reads the page above must not be pulled down here.
        void this.#show(false);
        return;
      }
      this.#addLauncher(this.#root);
      const remembered = this.#remembered();
      const wanted = this.#option('open') === 'true' && !matchMedia(PHONE).matches;
      if (remembered === 'yes' || (wanted && remembered !== 'no')) void this.#show(false);
    }

    open(): void {
      void this.#show(true);
    }

    close(): void {
      void this.#app?.then((app) => app.hide());
    }

    get #mode(): Mode {
      return this.hasAttribute('page') ? 'page' : this.hasAttribute('inline') ? 'inline' : 'launcher';
    }

    get #api(): string {
      return (this.#option('api') || origin).replace(/\/+$/, '');
    }

    #option(name: string): string {
      const fromAddress = this.#mode === 'page' && ['lang', 'color', 'theme'].includes(name);
      return (
        (fromAddress && new URLSearchParams(location.search).get(name)) ||
        this.dataset[name] ||
        source.dataset[name] ||
        ''
      );
    }

    #addLauncher(root: HTMLElement): void {
      const launcher = element('button', 'launcher');
      launcher.type = 'button';
      launcher.setAttribute('part', 'launcher');
      const label = element('span', 'label');
      label.textContent = this.#option('label') || WORDS.label;
      launcher.append(
        icon(
          'talk',
          'M4.75 4.5h14.5a1.75 1.75 0 0 1 1.75 1.75v9a1.75 1.75 0 0 1-1.75 1.75h-7.5L7 20.75V17H4.75A1.75 1.75 0 0 1 3 15.25v-9A1.75 1.75 0 0 1 4.75 4.5Z',
          'M8 13.25h2.5c2.6 0 1-5 3.5-5h2',
        ),
        icon('down', 'm6 9.5 6 6 6-6'),
        label,
      );
      root.setAttribute('aria-label', this.#option('title') || WORDS.title);
      launcher.setAttribute('aria-expanded', 'false');
      launcher.setAttribute('aria-haspopup', 'dialog');
      if (this.#option('lang') && this.#option('label')) launcher.lang = this.#option('lang');
      const prepare = () => void this.#load().catch(() => undefined);
      launcher.addEventListener('pointerenter', prepare);
      launcher.addEventListener('focus', prepare);
      launcher.addEventListener('keydown', (event) => {
        if (event.key === 'Escape') this.close();
      });
      launcher.addEventListener('click', () => (this.#open ? this.close() : this.open()));
      const status = element('div', 'status');
      status.setAttribute('role', 'status');
      root.append(launcher, status);
      this.#launcher = launcher;
      this.#status = status;
    }

    async #show(focus: boolean): Promise<void> {
      this.#launcher?.setAttribute('aria-busy', 'true');
      this.#launcher?.setAttribute('aria-expanded', 'true');
      try {
        const app = await this.#load();
        this.#open = true;
        this.#tell('');
        this.#launcher?.setAttribute('aria-controls', 'panel');
        this.#remember('yes');
        app.show(focus);
      } catch {
        this.#launcher?.setAttribute('aria-expanded', 'false');
        this.#tell(this.#option('failed') || WORDS.failed);
      }
      this.#launcher?.removeAttribute('aria-busy');
    }

    #closed(focusWasInside: boolean): void {
      this.#open = false;
      this.#launcher?.setAttribute('aria-expanded', 'false');
      this.#remember('no');
      if (focusWasInside) this.#launcher?.focus();
    }

    #tell(text: string): void {
      if (this.#status) this.#status.textContent = text;
    }

    #load(): Promise<App> {
      this.#app ??= this.#fetch().catch((error: unknown) => {
        this.#app = undefined;
        throw error;
      });
      return this.#app;
    }

    async #fetch(): Promise<App> {
      const url = new URL(__APP__, source.src);
      // A module that failed to load stays failed under its address.
      if (this.#attempts++) url.searchParams.set('attempt', String(this.#attempts));
      const { mount } = (await import(/* @vite-ignore */ url.href)) as AppModule;
      const host: Host = {
        root: this.#root!,
        mode: this.#mode,
        api: this.#api,
        title: this.#option('title'),
        lang: this.#option('lang'),
        closed: (focusWasInside) => this.#closed(focusWasInside),
        unread: (text) => this.#tell(text),
      };
      return mount(host);
    }

    #remembered(): string | null {
      try {
        return sessionStorage.getItem(`${NAME}:open:${this.#api}`);
      } catch {
        return null;
      }
    }

    #remember(open: 'yes' | 'no'): void {
      try {
        sessionStorage.setItem(`${NAME}:open:${this.#api}`, open);
      } catch {
        // Blocked: the next page starts with a closed window.
      }
    }
  }

  customElements.define(NAME, PumpNavigator);
}

/** Beside the body: a transform on the body would take the corner of the window away from us. */
function place(): void {
  if (!document.querySelector(NAME)) document.documentElement.append(document.createElement(NAME));
}

/** In a task of its own: a slow phone paints the clinic's page first. */
function placeSoon(): void {
  setTimeout(place);
}

if (script && 'adoptedStyleSheets' in Document.prototype) {
  if (!customElements.get(NAME)) define(script);
  if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', placeSoon);
  else placeSoon();
}
