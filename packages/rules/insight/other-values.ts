import type { Instant } from '@muster/kernel';
import { satisfies } from '../interpret/interpret.ts';
import type { ValueLiteral } from './formula.ts';

const anyTime = 0 as Instant;

/** False when neither true nor false nor null passes all of the literals. Exact. */
export function mayBeTruth(literals: readonly ValueLiteral[]): boolean {
  const values = literals[0]?.variable.isNullable === false ? [true, false] : [true, false, null];
  return values.some((value) => literals.every(({ test, isHolding }) => satisfies(value, test, anyTime) === isHolding));
}

/** Whole milliseconds, both ends included. */
interface Range {
  from: number;
  to: number;
}

/**
 * False when no instant, and null neither, passes all of the literals, whatever the time is: proved. Fixed moments
 * bound the date itself; moments of the clock bound its distance from the present.
 */
export function mayBeDate(literals: readonly ValueLiteral[]): boolean {
  const isNullable = literals.every(({ variable }) => variable.isNullable);
  if (isNullable && literals.every(({ test, isHolding }) => (test.kind === 'isNull') === isHolding)) return true;
  const date: Range = { from: Number.NEGATIVE_INFINITY, to: Number.POSITIVE_INFINITY };
  const distance: Range = { from: Number.NEGATIVE_INFINITY, to: Number.POSITIVE_INFINITY };
  const excluded = new Set<number>();
  for (const { test, isHolding } of literals) {
    if (test.kind === 'isNull' && isHolding) return false;
    if (!('moment' in test)) continue;
    const { moment } = test;
    const range = moment.kind === 'fixed' ? date : distance;
    const at = moment.kind === 'fixed' ? moment.instant : moment.offsetMs;
    if (test.kind === 'isAt' && !isHolding) {
      if (moment.kind === 'fixed') excluded.add(at);
      continue;
    }
    if (test.kind === 'isAt') narrow(range, at, at);
    else if ((test.kind === 'isAtOrAfter') === isHolding)
      narrow(range, isHolding ? at : at + 1, Number.POSITIVE_INFINITY);
    else narrow(range, Number.NEGATIVE_INFINITY, isHolding ? at : at - 1);
  }
  if (date.from > date.to || distance.from > distance.to) return false;
  return !isCovered(date, excluded);
}

function narrow(range: Range, from: number, to: number): void {
  range.from = Math.max(range.from, from);
  range.to = Math.min(range.to, to);
}

/** Whether every instant of the range is among the excluded ones. */
function isCovered({ from, to }: Range, excluded: ReadonlySet<number>): boolean {
  if (to - from >= excluded.size) return false;
  for (let at = from; at <= to; at += 1) if (!excluded.has(at)) return false;
  return true;
}
