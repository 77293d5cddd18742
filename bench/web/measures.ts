import { measurePreview } from './measure-preview.ts';
import { measureScrolling } from './measure-scrolling.ts';
import { measureSearch } from './measure-search.ts';
import type { OpenedPage } from './opened-page.ts';

/** One figure of the page. */
export interface WebFigure {
  /** Where and of what: `users list, scrolling: frames per second`. */
  readonly name: string;
  readonly value: number;
  readonly unit: '/s' | 'ms' | '';
  /** What is aimed at, in words; absent where nothing is. */
  readonly target?: string;
}

/** What is measured in the page, in this order. A further measurement is a file beside these and a line here. */
export const measures: readonly ((opened: OpenedPage) => Promise<readonly WebFigure[]>)[] = [
  measureScrolling,
  measureSearch,
  measurePreview,
];
