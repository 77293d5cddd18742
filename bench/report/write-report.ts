import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import budgets from '../budgets.json' with { type: 'json' };
import { benchmarksPage, figuresOf } from './benchmarks-page.ts';
import { type Budget, checkBudgets } from './check-budgets.ts';
import { plot } from './plot.ts';
import type { RunResults } from './run-results.ts';

/** The page and the plot of kept results. */
export function reportOf(results: RunResults): { readonly page: string; readonly picture: string } {
  const figures = figuresOf(results);
  return {
    page: benchmarksPage(results, checkBudgets(budgets as readonly Budget[], figures)),
    picture: plot(figures),
  };
}

/** Where the page and the plot are. */
export const reportFiles = {
  page: fileURLToPath(new URL('../../docs/benchmarks.md', import.meta.url)),
  picture: fileURLToPath(new URL('../../docs/pictures/benchmarks.svg', import.meta.url)),
};

/** Writes `docs/benchmarks.md` and its plot. */
export function writeReport(results: RunResults): void {
  const { page, picture } = reportOf(results);
  writeFileSync(reportFiles.page, page);
  writeFileSync(reportFiles.picture, picture);
}
