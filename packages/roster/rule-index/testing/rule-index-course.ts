import type { Instant } from '@muster/kernel';
import {
  type CheckedRule,
  ColumnTable,
  checkRule,
  evaluate,
  type RuleObject,
  type RuleObjectType,
} from '@muster/rules';
import { arbitraryInstant, arbitraryObject, arbitraryRule } from '@muster/rules/testing';
import fc from 'fast-check';
import { expect } from 'vitest';
import corpus from '../../../../fixtures/rules/corpus-rules.json' with { type: 'json' };
import type { Flips } from '../clause-search.ts';
import { clausesOfRule } from '../clauses-of-rule.ts';
import type { RuleIndexLimits } from '../rule-clauses.ts';
import { canIndex, RuleIndex } from '../rule-index.ts';

type Values = RuleObject['values'];

/** One thing that happens to a directory with a rule index. Numbers are taken modulo what there is. */
export type Step =
  | { readonly kind: 'change'; readonly row: number; readonly like: number; readonly names: readonly number[] }
  | { readonly kind: 'setRule'; readonly id: number; readonly rule: CheckedRule }
  | { readonly kind: 'removeRule'; readonly id: number }
  | { readonly kind: 'prepare'; readonly most: number }
  | { readonly kind: 'stranger'; readonly like: number; readonly other: number };

/** A directory of objects and rules, and what happens to it. */
export interface Course {
  readonly type: RuleObjectType;
  readonly limits: RuleIndexLimits;
  /** How many objects the directory has, and what they and new values are like. */
  readonly objectCount: number;
  readonly samples: readonly Values[];
  readonly rules: readonly CheckedRule[];
  readonly steps: readonly (Step & { readonly now: Instant; readonly isStoredFirst: boolean })[];
}

/** What courses came upon, so that a suite can tell that it tried what it is for. */
export interface Occurrences {
  answersCompared: number;
  gained: number;
  lost: number;
  rulesOfSeveralClauses: number;
  questionsOfSeveralProperties: number;
  timedRules: number;
  rulesReplaced: number;
  rulesRemoved: number;
  valuesPrepared: number;
  directReports: number;
}

function noOccurrences(): Occurrences {
  return {
    answersCompared: 0,
    gained: 0,
    lost: 0,
    rulesOfSeveralClauses: 0,
    questionsOfSeveralProperties: 0,
    timedRules: 0,
    rulesReplaced: 0,
    rulesRemoved: 0,
    valuesPrepared: 0,
    directReports: 0,
  };
}

/**
 * Plays random courses until so many answers were compared and every situation came up so often; fails when that does
 * not happen in ten times as many courses as it usually takes. Devices have no dates and no managers.
 */
export function playUntil(type: RuleObjectType, enough: { answers: number; each: number; numRuns: number }): void {
  const seen = noOccurrences();
  const play = fc.property(arbitraryCourse(type, corpusRules(type)), (course) => playCourse(course, seen));
  const lacking = () => {
    const { timedRules, directReports, ...common } = seen;
    const situations = type === 'user' ? { ...common, timedRules, directReports } : common;
    const rare = Object.entries(situations).filter(([, count]) => count <= enough.each);
    return seen.answersCompared > enough.answers ? rare : [['answersCompared', seen.answersCompared], ...rare];
  };
  for (let round = 0; round < 10 && (round === 0 || lacking().length > 0); round++) {
    fc.assert(play, { numRuns: enough.numRuns });
  }
  expect(lacking()).toEqual([]);
}

/** The collected rules about this type that an index can hold. */
function corpusRules(type: RuleObjectType): readonly CheckedRule[] {
  return corpus.flatMap(({ rule }) => {
    const result = checkRule(rule);
    return result.ok && result.rule.objectType === type && canIndex(result.rule) ? [result.rule] : [];
  });
}

/** Narrow limits make common what is rare in life: properties too wide to keep answers, rules too wide for clauses. */
const arbitraryLimits = fc.constantFrom(
  { mostKeptValues: 4096, mostClauses: 64 },
  { mostKeptValues: 4096, mostClauses: 2 },
  { mostKeptValues: 3, mostClauses: 64 },
  { mostKeptValues: 0, mostClauses: 1 },
  { mostKeptValues: 6, mostClauses: 4 },
);

/** Courses over some objects and rules; `rules` adds rules to the generated ones. */
function arbitraryCourse(type: RuleObjectType, rules: readonly CheckedRule[] = []): fc.Arbitrary<Course> {
  const rule = rules.length === 0 ? arbitraryRule(type) : fc.oneof(arbitraryRule(type), fc.constantFrom(...rules));
  const indexable = rule.filter(canIndex);
  const samples = fc.array(arbitraryObject(type), { minLength: 4, maxLength: 12 });
  const names = fc.array(fc.nat(60), { minLength: 1, maxLength: 12 });
  const change = { kind: fc.constant('change' as const), row: fc.nat(7), like: fc.nat(11), names };
  const stranger = { kind: fc.constant('stranger' as const), like: fc.nat(11), other: fc.nat(11) };
  const step: fc.Arbitrary<Step> = fc.oneof(
    { weight: 20, arbitrary: fc.record(change) },
    { weight: 3, arbitrary: fc.record({ kind: fc.constant('setRule' as const), id: fc.nat(60), rule: indexable }) },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant('removeRule' as const), id: fc.nat(60) }) },
    { weight: 1, arbitrary: fc.record(stranger) },
    {
      weight: 1,
      arbitrary: fc.record({ kind: fc.constant('prepare' as const), most: fc.integer({ min: 1, max: 30 }) }),
    },
  );
  const timed = fc.tuple(step, arbitraryInstant(), fc.boolean());
  return fc.record({
    type: fc.constant(type),
    limits: arbitraryLimits,
    objectCount: fc.integer({ min: 1, max: 8 }),
    samples: samples.map((objects) => objects.map(({ values }) => values)),
    rules: fc.array(indexable, { minLength: 20, maxLength: 40 }),
    steps: fc.array(
      timed.map(([each, now, isStoredFirst]) => ({ ...each, now, isStoredFirst })),
      { minLength: 20, maxLength: 60 },
    ),
  });
}

/** Plays a course on an index and compares every answer of it with the interpreter's. */
function playCourse(course: Course, seen: Occurrences): void {
  new CoursePlayer(course, seen).play();
}

const firstRow = 1;

class CoursePlayer {
  private readonly table: ColumnTable;
  private readonly index: RuleIndex;
  private readonly rules = new Map<number, CheckedRule>();
  private readonly objects: Values[];

  constructor(
    private readonly course: Course,
    private readonly seen: Occurrences,
  ) {
    this.table = new ColumnTable(course.type);
    this.index = new RuleIndex(this.table, course.limits);
    this.objects = Array.from({ length: course.objectCount }, (_, i) => this.sample(i));
  }

  play(): void {
    const { rules, steps } = this.course;
    const half = rules.length / 2;
    for (const [id, rule] of rules.slice(0, half).entries()) this.setRule(id, rule);
    for (const [i, values] of this.objects.entries()) this.table.setRow(firstRow + i, values);
    for (const [id, rule] of rules.slice(half).entries()) this.setRule(Math.ceil(half) + id, rule);
    for (const step of steps) this.take(step);
  }

  private take(step: Course['steps'][number]): void {
    switch (step.kind) {
      case 'change':
        this.change(step);
        break;
      case 'setRule':
        if (this.rules.has(step.id)) this.seen.rulesReplaced += 1;
        this.setRule(step.id, step.rule);
        break;
      case 'removeRule':
        if (this.rules.delete(step.id)) this.seen.rulesRemoved += 1;
        this.index.removeRule(step.id);
        break;
      case 'prepare':
        this.seen.valuesPrepared += this.index.prepare(step.most);
        break;
      case 'stranger': {
        const stranger = { ...this.sample(step.like), displayName: 'Nobody else', ...this.sample(step.other) };
        expect(sorted(this.index.rulesSatisfiedBy(stranger, step.now))).toEqual(this.satisfied(stranger, step.now));
      }
    }
  }

  private sample(n: number): Values {
    return this.course.samples[n % this.course.samples.length]!;
  }

  private change(step: Extract<Course['steps'][number], { kind: 'change' }>): void {
    const at = step.row % this.objects.length;
    const held = this.objects[at]!;
    const like = this.sample(step.like);
    const differing = Object.keys({ ...held, ...like }).filter(
      (name) => name !== 'memberOf' && held[name] !== like[name],
    );
    const keys = differing.length > 0 ? differing : ['department'];
    const names = [...new Set(step.names.map((n) => keys[n % keys.length]!))];
    const pick = (values: Values) => Object.fromEntries(names.map((name) => [name, values[name]]));
    const next = { ...held, ...pick(like) };
    this.objects[at] = next;
    this.expectSame(this.index.wouldFlip(firstRow + at, pick(next), step.now), held, next, step.now);
    const { memberOf: _, ...whole } = next;
    this.expectSame(this.index.flips(-1, held, { ...pick(held), ...whole }, step.now), held, next, step.now);
    if (step.isStoredFirst) this.table.setRow(firstRow + at, next);
    const flips = this.index.flips(firstRow + at, pick(held), pick(next), step.now);
    this.expectSame(flips, held, next, step.now);
    if (!step.isStoredFirst)
      this.expectSame(this.index.change(firstRow + at, pick(next), step.now), held, next, step.now);
    expect(this.index.wouldFlip(firstRow + at, pick(next), step.now)).toEqual({ gained: [], lost: [] });
    expect(sorted(this.index.rulesOf(firstRow + at, step.now))).toEqual(this.satisfied(next, step.now));
    this.seen.gained += flips.gained.length;
    this.seen.lost += flips.lost.length;
  }

  private expectSame(flips: Flips, held: Values, next: Values, now: Instant): void {
    const [before, after] = [this.satisfied(held, now), this.satisfied(next, now)];
    expect(sorted(flips.gained)).toEqual(after.filter((id) => !before.includes(id)));
    expect(sorted(flips.lost)).toEqual(before.filter((id) => !after.includes(id)));
  }

  private setRule(id: number, rule: CheckedRule): void {
    this.rules.set(id, rule);
    this.index.setRule(id, rule);
    const clauses = clausesOfRule(rule, this.course.limits.mostClauses);
    const questions = clauses.flat().map(({ question }) => question);
    if (clauses.length > 1) this.seen.rulesOfSeveralClauses += 1;
    if (questions.some(({ names }) => names.length > 1)) this.seen.questionsOfSeveralProperties += 1;
    if (rule.isTimeDependent) this.seen.timedRules += 1;
    if (rule.form === 'directReports') this.seen.directReports += 1;
  }

  /** The numbers of the rules that the interpreter finds satisfied, ascending. */
  private satisfied(values: Values, now: Instant): number[] {
    this.seen.answersCompared += this.rules.size;
    const object = { type: this.course.type, values };
    return sorted([...this.rules].filter(([, rule]) => evaluate(rule, object, now)).map(([id]) => id));
  }
}

function sorted(numbers: readonly number[]): number[] {
  return [...numbers].sort((a, b) => a - b);
}
