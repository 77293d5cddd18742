import type { Instant } from '@muster/kernel';
import { satisfies } from '../interpret/interpret.ts';
import type { AssignedPlan } from '../objects/rule-object.ts';
import { setBit, wordsFor } from './bits.ts';
import { ByteCache } from './byte-cache.ts';
import { CodeSet, type ListedCodes } from './code-set.ts';
import type { ColumnValue, DistinctValues } from './column.ts';
import type { Criterion, TestCriterion } from './criterion.ts';
import { Dictionary } from './dictionary.ts';
import { type Search, searchFor } from './search-values.ts';

/** A test that is searched for is costly from so many times the values on that are few. */
const cheapFactor = 64;

/** True when the value, which is there, passes the test. */
export function passes(value: ColumnValue, { test, field }: TestCriterion, now: Instant): boolean {
  return satisfies(field === undefined ? (value as string) : (value as AssignedPlan)[field], test, now);
}

/**
 * Which distinct values meet a criterion. Every test is put once to every distinct value, by the interpreter's
 * `satisfies`; when values have been added since, to these alone.
 */
export class Decisions {
  /** How many distinct values were put to a test, one by one or by a search. */
  decidedCount = 0;
  private readonly cache: ByteCache<CodeSet | ListedCodes>;
  private readonly names = new WeakMap<DistinctValues, number>();
  private lastName = 0;

  /** `fewDistinct`: up to this many values are tried one by one, more are searched. */
  constructor(
    cacheBytes: number,
    private readonly fewDistinct: number,
  ) {
    this.cache = new ByteCache(cacheBytes);
  }

  get sizeBytes(): number {
    return this.cache.sizeBytes;
  }

  /** The codes of the values that meet the criterion. Cost: the distinct values not yet decided. */
  codesOf(values: DistinctValues, criterion: Criterion, now: Instant): CodeSet {
    switch (criterion.kind) {
      case 'any':
        return CodeSet.ofWords(new Uint32Array((values.size + 31) >>> 5), values.size).complement();
      case 'not':
        return this.codesOf(values, criterion.operand, now).complement();
      case 'test':
        return this.codesPassing(values, criterion, now);
      default:
        return criterion.operands
          .map((each) => this.codesOf(values, each, now))
          .reduce((left, right) => left.combine(right, criterion.kind));
    }
  }

  /** True when deciding the criterion now means looking at many values. */
  isCostly(values: DistinctValues, criterion: Criterion): boolean {
    if (values.size <= this.fewDistinct * cheapFactor || criterion.kind !== 'test') return false;
    if (criterion.test.kind === 'equals' || criterion.test.kind === 'isIn') return false;
    const known = this.cache.get(this.keyOf(values, criterion));
    return known === undefined || values.size - known.size > this.fewDistinct * cheapFactor;
  }

  private codesPassing(values: DistinctValues, criterion: TestCriterion, now: Instant): CodeSet {
    const key = this.keyOf(values, criterion);
    const kept = this.cache.get(key);
    const known = kept instanceof CodeSet ? kept : kept?.unpacked();
    const { size } = values;
    if (known?.size === size) return known;
    const first = known?.size ?? 1;
    const words = new Uint32Array(wordsFor(size));
    if (known !== undefined) words.set(known.words);
    this.deciderOf(values, criterion, size - first, now)(first, size, (code) => setBit(words, code));
    this.decidedCount += size - first;
    const decided = CodeSet.ofWords(words, size);
    this.cache.set(key, decided.packed());
    return decided;
  }

  /** How to decide about so many values: all at once by a search, or one by one. */
  private deciderOf(values: DistinctValues, criterion: TestCriterion, count: number, now: Instant): Search {
    const { test } = criterion;
    const isWorthIt = count > this.fewDistinct || test.kind === 'equals' || test.kind === 'isIn';
    const search = isWorthIt && values instanceof Dictionary ? searchFor(values, test, now) : undefined;
    if (search !== undefined) return search;
    return (first, end, mark) => {
      for (let code = first; code < end; code += 1) if (passes(values.valueOf(code)!, criterion, now)) mark(code);
    };
  }

  private keyOf(values: DistinctValues, criterion: Criterion): string {
    let name = this.names.get(values);
    if (name === undefined) {
      this.lastName += 1;
      name = this.lastName;
      this.names.set(values, name);
    }
    return `${name} ${criterion.key}`;
  }
}
