import type { Figures } from './figures.ts';
import { roundedText } from './print-figures.ts';

/** A target for one figure of Muster at one size: a bound, or a ratio to another figure of the same run. */
export interface Budget {
  readonly text: string;
  readonly size: string;
  readonly figure: string;
  readonly atMost?: number;
  readonly atLeast?: number;
  /** A peer by name, or the best of those that were measured. */
  readonly timesFasterThan?: string;
  readonly atMostTimes?: { readonly size: string; readonly candidate: string };
  readonly factor?: number;
}

/** How a budget came out; undefined `isMet` when the run did not measure what it takes. */
export interface BudgetResult {
  readonly text: string;
  readonly size: string;
  readonly isMet: boolean | undefined;
  /** The figures, for people. */
  readonly found: string;
}

/** Holds the figures against the budgets. */
export function checkBudgets(budgets: readonly Budget[], figures: Figures): BudgetResult[] {
  return budgets.map((budget) => ({ text: budget.text, size: budget.size, ...check(budget, figures) }));
}

const notMeasured = { isMet: undefined, found: 'not measured' };

function check(budget: Budget, figures: Figures): Pick<BudgetResult, 'isMet' | 'found'> {
  const { size, figure } = budget;
  const ours = figures.find(size, 'ours', figure);
  if (ours === undefined) return notMeasured;
  if (budget.atMost !== undefined) return { isMet: ours <= budget.atMost, found: roundedText(ours) };
  if (budget.atLeast !== undefined) return { isMet: ours >= budget.atLeast, found: roundedText(ours) };
  const factor = budget.factor!;
  if (budget.atMostTimes !== undefined) {
    const { size: otherSize, candidate } = budget.atMostTimes;
    const other = figures.find(otherSize, candidate, figure);
    if (other === undefined) return notMeasured;
    const found = `${roundedText(ours)} is ${roundedText(ours / other)} times ${roundedText(other)}`;
    return { isMet: ours <= other * factor, found };
  }
  const peer = peerFigure(budget, figures);
  if (peer === undefined) return notMeasured;
  const found = `${roundedText(ours)} against ${roundedText(peer.value)} (${peer.candidate}): ${roundedText(peer.value / ours)} times`;
  return { isMet: peer.value >= ours * factor, found };
}

function peerFigure({ size, figure, timesFasterThan }: Budget, figures: Figures) {
  const peers = figures.all(size, figure).filter(({ candidate }) => candidate !== 'ours');
  if (timesFasterThan !== 'best') return peers.find(({ candidate }) => candidate === timesFasterThan);
  return peers.sort((left, right) => left.value - right.value)[0];
}

/** One line a budget: met, MISSED or not measured, with the figures. */
export function budgetLines(results: readonly BudgetResult[]): string[] {
  return results.map(({ text, size, isMet, found }) => {
    const word = isMet === undefined ? 'not measured' : isMet ? 'met' : 'MISSED';
    return `${word.padEnd(13)}${size.padEnd(10)}${text}${isMet === undefined ? '' : `: ${found}`}`;
  });
}
