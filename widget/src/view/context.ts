import type { Strings } from '../strings';

/** What the parts of the view need to know and may do. */
export interface Context {
  strings: Strings;
  title: string;
  /** Something was said since. */
  past: boolean;
  /** Links without a host are meant from here. */
  base: string;
  choose(index: number): void;
  savePaper(url: string, name: string): void;
  printPaper(): void;
}
