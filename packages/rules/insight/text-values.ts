import { foldCase, type Instant } from '@muster/kernel';
import type { ValueTest } from '../ast/checked-rule.ts';
import { requiredLiterals } from '../columnar/pattern-literals.ts';
import { satisfies } from '../interpret/interpret.ts';
import { compareVersions } from '../interpret/versions.ts';
import type { Pattern } from '../regex/compile-pattern.ts';
import type { ValueLiteral } from './formula.ts';
import { plainTestOf } from './plain-test.ts';

type Sign = { readonly test: ValueTest; readonly isHolding: boolean };
type Version = readonly number[];

/** No test of a text asks for the time. */
const anyTime = 0 as Instant;

/**
 * False when no text, and null neither, passes all of the literals: proved. True when some value may.
 *
 * Exact where a value is named by `-eq` or `-in`. Otherwise heads, tails and parts are compared with each other, patterns
 * by what they require, versions by their bounds; whatever else could clash counts as possible.
 */
export function mayBeText(literals: readonly ValueLiteral[]): boolean {
  if (mayBeNull(literals)) return true;
  const signs = literals.flatMap(({ test, isHolding }) => plainly(test, isHolding));
  // From here on the value is a text.
  if (signs.some(({ test, isHolding }) => test.kind === 'isNull' && isHolding)) return false;
  const candidates = namedTexts(signs);
  if (candidates !== undefined) {
    return candidates.some((text) => signs.every((each) => satisfies(text, each.test, anyTime) === each.isHolding));
  }
  return mayFit(signs) && mayMatch(signs) && mayBeVersion(signs);
}

function mayBeNull([first, ...others]: readonly ValueLiteral[]): boolean {
  if (first === undefined) return true;
  if (!first.variable.isNullable) return false;
  return [first, ...others].every(({ test, isHolding }) => (test.kind === 'isNull') === isHolding);
}

const plainOf = new WeakMap<Pattern, readonly ValueTest[]>();

/** The literal about texts, patterns replaced by plain tests where they are the same, and joined by what they require. */
function plainly(test: ValueTest, isHolding: boolean): readonly Sign[] {
  if (test.kind !== 'matches') return [{ test, isHolding }];
  const plain = samePlainTest(test.pattern);
  if (plain !== undefined) return [{ test: plain, isHolding }];
  if (!isHolding) return [{ test, isHolding }];
  const required = requiredLiterals(test.pattern.source).map(({ kind, folded }) => ({ kind, folded }));
  return [{ test, isHolding }, ...required.map((each) => ({ test: each, isHolding }))];
}

function samePlainTest(pattern: Pattern): ValueTest | undefined {
  const known = plainOf.get(pattern);
  if (known !== undefined) return known[0];
  const plain = plainTestOf(pattern.source);
  const test = plain === undefined ? undefined : preparedTest(plain);
  plainOf.set(pattern, test === undefined ? [] : [test]);
  return test;
}

function preparedTest(plain: NonNullable<ReturnType<typeof plainTestOf>>): ValueTest {
  if (plain.kind === 'anything') return { kind: 'startsWith', folded: '' };
  if (plain.kind === 'isIn') return { kind: 'isIn', folded: new Set(plain.texts.map(foldCase)) };
  return { kind: plain.kind, folded: foldCase(plain.text) };
}

/** The texts of which the value must be one; undefined when no literal names any. */
function namedTexts(signs: readonly Sign[]): readonly string[] | undefined {
  for (const { test, isHolding } of signs) {
    if (!isHolding) continue;
    if (test.kind === 'equals') return [test.folded];
    if (test.kind === 'isIn') return [...test.folded];
  }
  return undefined;
}

/** Whether one text may have all the heads, tails and parts, and none of those it must not have. */
function mayFit(signs: readonly Sign[]): boolean {
  const texts = (kind: 'startsWith' | 'endsWith' | 'contains', wanted: boolean) =>
    signs.flatMap(({ test, isHolding }) => (test.kind === kind && isHolding === wanted ? [test.folded] : []));
  const heads = texts('startsWith', true);
  const tails = texts('endsWith', true);
  const [head, tail] = [longest(heads), longest(tails)];
  if (heads.some((each) => !head.startsWith(each)) || tails.some((each) => !tail.endsWith(each))) return false;
  if (texts('startsWith', false).some((each) => head.startsWith(each))) return false;
  if (texts('endsWith', false).some((each) => tail.endsWith(each))) return false;
  const parts = [head, tail, ...texts('contains', true)];
  return !texts('contains', false).some((each) => parts.some((part) => part.includes(each)));
}

function longest(texts: readonly string[]): string {
  return texts.reduce((best, each) => (each.length > best.length ? each : best), '');
}

/** A pattern cannot be found and not be found. */
function mayMatch(signs: readonly Sign[]): boolean {
  const found = new Set<string>();
  for (const { test, isHolding } of signs) if (test.kind === 'matches' && isHolding) found.add(test.pattern.source);
  return !signs.some(({ test, isHolding }) => test.kind === 'matches' && !isHolding && found.has(test.pattern.source));
}

interface Bound {
  readonly version: Version;
  readonly isOpen: boolean;
}

function mayBeVersion(signs: readonly Sign[]): boolean {
  const isAsked = signs.some(
    ({ test, isHolding }) => isHolding && (test.kind === 'isVersionFrom' || test.kind === 'isVersionUpTo'),
  );
  // A text that is no version passes every negative test of versions.
  if (!isAsked) return true;
  let low: Bound | undefined;
  let high: Bound | undefined;
  for (const { test, isHolding } of signs) {
    if (test.kind === 'startsWith' || test.kind === 'endsWith' || test.kind === 'contains') {
      if (isHolding && !/^[\d.]*$/.test(test.folded)) return false;
    }
    if (test.kind !== 'isVersionFrom' && test.kind !== 'isVersionUpTo') continue;
    const { version } = test;
    if (version === null && isHolding) return false;
    if (version === null) continue;
    const bound = { version, isOpen: !isHolding };
    if ((test.kind === 'isVersionFrom') === isHolding) low = tighter(low, bound, 1);
    else high = tighter(high, bound, -1);
  }
  if (low === undefined || high === undefined) return true;
  const order = orderOf(low.version, high.version);
  return order < 0 || (order === 0 && !low.isOpen && !high.isOpen);
}

/** The bound that leaves less; `direction` is 1 for lower bounds. */
function tighter(known: Bound | undefined, next: Bound, direction: 1 | -1): Bound {
  if (known === undefined) return next;
  const order = orderOf(next.version, known.version) * direction;
  return order > 0 || (order === 0 && next.isOpen) ? next : known;
}

function orderOf(left: Version, right: Version): number {
  if (compareVersions(left, right, (difference) => difference < 0)) return -1;
  return compareVersions(left, right, (difference) => difference > 0) ? 1 : 0;
}
