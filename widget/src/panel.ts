import { html, LitElement, nothing, unsafeCSS, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { Announcer } from './announcer';
import { Api } from './api';
import { Conversation, type AssistantEntry, type Entry, type Memory } from './conversation';
import type { App, Host } from './host';
import { ALERT, type Message, type Paper } from './message';
import { openFile, readPaper, save } from './paper';
import { printPage } from './print';
import { Scroller } from './scroller';
import { Store } from './store';
import css from './styles/panel.css?inline';
import { entryView, type EntryContext } from './view/entry';
import * as icons from './view/icons';
import { writeConversation } from './view/printed';
import * as view from './view/window';
import { plainText } from './words';

const PHONE = '(max-width: 480px)';
const FINGER = '(pointer: coarse)';
const MOST_ROWS = 6;
const RIGHT_TO_LEFT = /^(ar|dv|fa|he|ku|ps|sd|ug|ur|yi)\b/i;
/** Formats that can be printed, the best first. */
const PRINTABLE = ['html', 'txt', 'text', 'md', 'pdf'];

/** The window: shows a conversation and takes what a person does to it. */
export class Panel extends LitElement implements App {
  static override styles = unsafeCSS(css);

  readonly #host: Host;
  readonly #talk: Conversation;
  readonly #announcer = new Announcer(
    () => this.renderRoot.querySelector('.polite'),
    () => this.renderRoot.querySelector('.assertive'),
  );
  readonly #scroller = new Scroller(
    () => this.renderRoot.querySelector('.transcript'),
    () => this.requestUpdate(),
  );
  readonly #phone = matchMedia(PHONE);
  readonly #finger = matchMedia(FINGER);
  readonly #keyboardSheet = new CSSStyleSheet();
  #open = false;
  #started = false;
  #menuOpen = false;
  #asking: view.Asking | undefined;
  #shown = 0;
  #said = 0;

  constructor(host: Host) {
    super();
    this.#host = host;
    this.id = 'panel';
    this.#talk = new Conversation(
      new Api(host.api, host.lang),
      new Store<Memory>(`pump-navigator:${host.api}`),
      { changed: () => this.requestUpdate(), heard: (messages) => this.#heard(messages) },
    );
    for (const name of ['keydown', 'keyup', 'keypress']) this.addEventListener(name, this.#onKey);
  }

  show(focus: boolean): void {
    this.#open = true;
    if (!this.#started) {
      this.#started = true;
      void this.#talk.start();
    }
    this.requestUpdate();
    void this.updateComplete.then(() => {
      this.#present(focus);
      this.#scroller.reveal(true);
    });
  }

  hide(): void {
    if (!this.#open || this.#host.mode !== 'launcher') return;
    const focusWasInside = this.#focused !== null;
    this.#open = false;
    this.#menuOpen = false;
    this.#asking = undefined;
    this.#dialog?.close();
    this.requestUpdate();
    this.#host.closed(focusWasInside);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#phone.addEventListener('change', this.#onResize);
    window.addEventListener('online', this.#onOnline);
    window.addEventListener('pagehide', this.#onSleep);
    window.addEventListener('pageshow', this.#onWake);
    window.visualViewport?.addEventListener('resize', this.#onKeyboard);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#phone.removeEventListener('change', this.#onResize);
    window.removeEventListener('online', this.#onOnline);
    window.removeEventListener('pagehide', this.#onSleep);
    window.removeEventListener('pageshow', this.#onWake);
    window.visualViewport?.removeEventListener('resize', this.#onKeyboard);
  }

  protected override firstUpdated(): void {
    const root = this.shadowRoot!;
    root.adoptedStyleSheets = [...root.adoptedStyleSheets, this.#keyboardSheet];
  }

  protected override updated(): void {
    const { entries, typing } = this.#talk;
    const shown = entries.length + Number(typing);
    if (shown === this.#shown) return;
    const first = this.#shown === 0;
    this.#shown = shown;
    const said = entries.filter((entry) => entry.by === 'user').length;
    if (said > this.#said) this.#scroller.follow();
    this.#said = said;
    this.#scroller.reveal(first);
  }

  // What is seen

  protected override render(): TemplateResult {
    const lang = this.#lang;
    const dir = RIGHT_TO_LEFT.test(lang) ? 'rtl' : 'ltr';
    const content = this.#contentView();
    switch (this.#host.mode) {
      case 'page':
        return html`<main class="panel page" aria-labelledby="title" lang=${lang} dir=${dir}>${content}</main>`;
      case 'inline':
        return html`<section class="panel inline" aria-labelledby="title" lang=${lang} dir=${dir}>
          ${content}
        </section>`;
      case 'launcher':
        return html`<dialog
          class="panel corner"
          aria-labelledby="title"
          tabindex="-1"
          lang=${lang}
          dir=${dir}
          @cancel=${this.#onCancel}
        >${content}</dialog>`;
    }
  }

  #contentView(): TemplateResult {
    const talk = this.#talk;
    const header = {
      title: this.#title,
      page: this.#host.mode === 'page',
      menuOpen: this.#menuOpen,
      toggleMenu: this.#onMenu,
      leaveMenu: this.#onMenuLeft,
      print: this.#printConversation,
      ask: this.#ask,
      close: this.#host.mode === 'launcher' ? () => this.hide() : undefined,
    };
    const hurry = talk.mayHurry ? () => talk.hurry() : undefined;
    const status = view.statusView(talk.status, talk.note, talk.typing, hurry, this.#t);
    return html`
      ${view.headerView(header, this.#t)}
      ${talk.forgotten ? view.forgottenView(this.#onBegin, this.#t) : this.#transcriptView()}
      <div class="status" role="status">${status}</div>
      ${this.#footerView()}
      <div class="unseen polite" aria-live="polite"></div>
      <div class="unseen assertive" aria-live="assertive"></div>
    `;
  }

  #transcriptView(): TemplateResult {
    const { entries, typing } = this.#talk;
    const { atEnd, scrolled, scrolledByHand, toEnd } = this.#scroller;
    const lastSaid = entries.map((entry) => entry.by).lastIndexOf('user');
    return html`<div
        class="transcript"
        role="region"
        aria-label=${this.#t('transcript')}
        tabindex="0"
        @scroll=${scrolled}
        @wheel=${scrolledByHand}
        @touchmove=${scrolledByHand}
        @pointerdown=${scrolledByHand}
        @keydown=${scrolledByHand}
      >
        <ol role="list">
          ${repeat(
            entries,
            (entry) => entry.id,
            (entry, i) => entryView(entry, entries[i - 1], this.#context(entry, i < lastSaid)),
          )}
        </ol>
        ${
          typing
            ? html`<div class="typing" aria-hidden="true"><span></span><span></span><span></span></div>`
            : nothing
        }
      </div>
      ${
        atEnd
          ? nothing
          : html`<div class="latest">
            <button type="button" class="icon" aria-label=${this.#t('latest')} @click=${toEnd}>
              ${icons.down}
            </button>
          </div>`
      }`;
  }

  #footerView(): TemplateResult | typeof nothing {
    const { draft, forgotten, strings } = this.#talk;
    if (forgotten) return nothing;
    const asking = this.#asking;
    if (asking) return view.askView(asking, () => void this.#answered(asking), this.#keep, this.#t);
    return view.composerView(draft, this.#onInput, this.#onSubmit, strings.numbers, this.#t);
  }

  #context(entry: Entry, past: boolean): EntryContext {
    const talk = this.#talk;
    const said = entry as AssistantEntry;
    return {
      strings: talk.strings,
      title: this.#title,
      past,
      base: `${this.#host.api}/`,
      stalled: talk.status !== '',
      choose: (index) => talk.choose(said, index),
      again: () => entry.by === 'user' && talk.again(entry),
      savePaper: (url, format) => void this.#savePaper(said.message.paper!, url, format),
      printPaper: () => void this.#printPaper(said.message.paper!),
    };
  }

  readonly #t: view.Translate = (id, values) => this.#talk.strings.get(id, { title: this.#title, ...values });

  get #title(): string {
    return this.#host.title || this.#talk.strings.get('title');
  }

  get #lang(): string {
    return this.#talk.lang || this.#host.lang || 'en';
  }

  // What is heard

  #heard(messages: Message[]): void {
    for (const message of messages) {
      const words = plainText(message, this.#talk.strings);
      const choices = message.buttons.map((button) => button.title).join(', ');
      const offer = choices && `\n${this.#t('choices', { choices })}`;
      this.#announcer.say(`${this.#t('assistant_said')} ${words}${offer}`, message.kind === ALERT);
    }
    if (!this.#open && messages.length) this.#host.unread(this.#t('unread'));
  }

  // What is done

  readonly #onInput = (event: Event): void => {
    const input = event.target as HTMLTextAreaElement;
    input.rows = Math.min(MOST_ROWS, input.value.split('\n').length);
    this.#talk.note = '';
    this.#talk.setDraft(input.value);
    this.requestUpdate();
  };

  readonly #onSubmit = (event?: Event): void => {
    event?.preventDefault();
    const { draft } = this.#talk;
    if (!view.isSendable(draft)) return;
    this.#talk.draft = '';
    this.#talk.say(draft.trim());
    const input = this.#input;
    if (input) input.rows = 1;
    // Under a finger the keyboard goes, and the answer gets its place.
    if (!this.#finger.matches) input?.focus();
  };

  /** Keys pressed here are for here: the page's own shortcuts would take a typed letter for theirs. */
  readonly #onKey = (event: Event): void => {
    event.stopPropagation();
    if (!(event instanceof KeyboardEvent) || event.type !== 'keydown' || event.isComposing) return;
    if (event.key === 'Escape') {
      event.preventDefault();
      this.#escape();
    } else if (event.key === 'Enter' && !event.shiftKey && this.#focused === this.#input) {
      event.preventDefault();
      this.#onSubmit();
    }
  };

  readonly #onCancel = (event: Event): void => {
    event.preventDefault();
    this.#escape();
  };

  #escape(): void {
    if (this.#menuOpen) {
      this.#menuOpen = false;
      this.#focus('.menu > button');
      this.requestUpdate();
    } else if (this.#asking) {
      this.#keep();
    } else {
      this.hide();
    }
  }

  readonly #onMenu = (): void => {
    this.#menuOpen = !this.#menuOpen;
    this.requestUpdate();
  };

  readonly #onMenuLeft = (event: FocusEvent): void => {
    const menu = event.currentTarget as Element;
    if (!this.#menuOpen || menu.contains(event.relatedTarget as Node | null)) return;
    this.#menuOpen = false;
    this.requestUpdate();
  };

  readonly #ask = (asking: view.Asking): void => {
    this.#menuOpen = false;
    this.#asking = asking;
    this.#talk.note = '';
    this.requestUpdate();
    void this.updateComplete.then(() => this.#focus('.keep'));
  };

  readonly #keep = (): void => {
    this.#asking = undefined;
    this.requestUpdate();
    void this.updateComplete.then(() => this.#focus('.menu > button'));
  };

  async #answered(asking: view.Asking): Promise<void> {
    const done = await (asking === 'clear' ? this.#talk.clear() : this.#talk.forget());
    this.#asking = undefined;
    if (done) {
      this.#shown = this.#said = 0;
      this.#scroller.follow();
    } else {
      this.#talk.note = this.#t('not_forgotten');
    }
    this.requestUpdate();
    await this.updateComplete;
    this.#focus(this.#talk.forgotten ? '.forgotten button' : '#input');
  }

  readonly #onBegin = (): void => {
    this.#talk.begin();
    void this.updateComplete.then(() => this.#focus('#input'));
  };

  // Papers

  async #fetchPaper(url: string, use: (paper: Blob) => void | Promise<void>): Promise<void> {
    this.#talk.note = this.#t('print_preparing');
    this.requestUpdate();
    try {
      await use(await this.#talk.paper(url));
      this.#talk.note = '';
    } catch {
      this.#talk.note = this.#t('document_failed');
    }
    this.requestUpdate();
  }

  async #savePaper(paper: Paper, url: string, format: string): Promise<void> {
    await this.#fetchPaper(url, (file) => save(file, paper.title || this.#title, format));
  }

  async #printPaper(paper: Paper): Promise<void> {
    const rank = (name: string) => {
      const place = PRINTABLE.indexOf(name.toLowerCase());
      return place < 0 ? PRINTABLE.length : place;
    };
    const best = [...paper.formats].sort((a, b) => rank(a.name) - rank(b.name))[0]!;
    await this.#fetchPaper(best.url, async (file) => {
      const write = await readPaper(file);
      if (write) printPage(this.shadowRoot!, this.#lang, paper.title, write);
      else if (!openFile(file)) save(file, paper.title || this.#title, best.name);
    });
  }

  readonly #printConversation = (): void => {
    this.#menuOpen = false;
    this.requestUpdate();
    const { entries, strings, lang } = this.#talk;
    printPage(this.shadowRoot!, this.#lang, this.#title, (body) =>
      writeConversation(body, entries, this.#title, strings, lang),
    );
    this.#focus('.menu > button');
  };

  // Where it stands

  get #dialog(): HTMLDialogElement | null {
    return this.renderRoot.querySelector('dialog');
  }

  get #input(): HTMLTextAreaElement | null {
    return this.renderRoot.querySelector<HTMLTextAreaElement>('#input');
  }

  get #focused(): Element | null {
    return this.shadowRoot?.activeElement ?? null;
  }

  #focus(selector: string): void {
    this.renderRoot.querySelector<HTMLElement>(selector)?.focus();
  }

  /** In the corner it lies beside the page; on a phone it covers the page, which must not be reached then. */
  #present(focus: boolean): void {
    const dialog = this.#dialog;
    if (!this.#open) return;
    const focused = this.#focused as HTMLElement | null;
    if (dialog) this.#raise(dialog);
    if (focus) this.#focusFirst();
    else if (focused) focused.focus();
    else if (this.#phone.matches) dialog?.focus();
  }

  /** Where one writes; but a finger's keyboard would cover half of what there is to read and to choose. */
  #focusFirst(): void {
    const dialog = this.#dialog;
    if (dialog && this.#finger.matches) dialog.focus();
    else this.#focus(this.#talk.forgotten ? '.forgotten button' : '#input');
  }

  #raise(dialog: HTMLDialogElement): void {
    const covers = this.#phone.matches;
    if (dialog.open && dialog.matches(':modal') !== covers) dialog.close();
    if (dialog.open) return;
    if (covers) dialog.showModal();
    else dialog.setAttribute('open', '');
  }

  readonly #onResize = (): void => this.#present(false);

  /** A phone's keyboard covers the lower half without telling the layout. */
  readonly #onKeyboard = (): void => {
    const visible = window.visualViewport;
    const covered = visible !== null && visible.scale === 1 && window.innerHeight - visible.height > 1;
    this.#keyboardSheet.replaceSync(
      covered
        ? `dialog:modal{height:${visible.height}px!important;top:${visible.offsetTop}px!important}`
        : '',
    );
  };

  readonly #onOnline = (): void => {
    if (this.#started) this.#talk.hurry();
  };

  readonly #onSleep = (): void => this.#talk.sleep();

  readonly #onWake = (event: PageTransitionEvent): void => {
    if (event.persisted && this.#started) this.#talk.wake();
  };
}
