import { measurePreview } from './measure-preview.ts';
import { measureScrolling } from './measure-scrolling.ts';
import { measureSearch } from './measure-search.ts';
import type { OpenedPage } from './opened-page.ts';
import type { WebFigure } from './web-figure.ts';

/** What is measured in the page, in this order. A further measurement is a file beside these and a line here. */
export const measures: readonly ((opened: OpenedPage) => Promise<readonly WebFigure[]>)[] = [
  measureScrolling,
  measureSearch,
  measurePreview,
];
