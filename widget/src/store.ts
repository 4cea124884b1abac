import { toJson } from './json';

/** One tab's memory. Where the browser refuses to keep things, they live as long as the page. */
export class Store<T> {
  readonly #key: string;
  #kept: string | null = null;

  constructor(key: string) {
    this.#key = key;
  }

  read(): T | undefined {
    try {
      this.#kept = sessionStorage.getItem(this.#key);
    } catch {
      // Blocked: what this page wrote itself is still here.
    }
    try {
      return this.#kept === null ? undefined : (JSON.parse(this.#kept) as T);
    } catch {
      return undefined;
    }
  }

  write(value: T): void {
    this.#kept = toJson(value);
    try {
      sessionStorage.setItem(this.#key, this.#kept);
    } catch {
      // Blocked or full: the page's own copy has to do.
    }
  }

  clear(): void {
    this.#kept = null;
    try {
      sessionStorage.removeItem(this.#key);
    } catch {
      // Blocked: there was nothing.
    }
  }
}
