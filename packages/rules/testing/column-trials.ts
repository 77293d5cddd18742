import type { Instant } from '@muster/kernel';
import fc from 'fast-check';
import type { CheckedRule } from '../ast/checked-rule.ts';
import type { RuleObjectType } from '../ast/rule-object-type.ts';
import { ColumnEvaluator, type ColumnEvaluatorOptions } from '../columnar/column-evaluator.ts';
import { ColumnTable } from '../columnar/column-table.ts';
import { canEvaluateColumnar } from '../columnar/plan.ts';
import { evaluate } from '../interpret/interpret.ts';
import type { RuleObject } from '../objects/rule-object.ts';
import { arbitraryInstant, arbitraryObject, arbitraryRule } from './generators.ts';

/** A table beside the objects in it, so that every row can be asked both ways. */
export class Directory {
  readonly table: ColumnTable;
  readonly evaluator: ColumnEvaluator;
  readonly objects: (RuleObject | undefined)[] = [];
  /** How many pairs of a rule and an object have been compared, and of how many the rule held. */
  compared = 0;
  held = 0;

  constructor(
    readonly type: RuleObjectType,
    options: ColumnEvaluatorOptions = {},
  ) {
    this.table = new ColumnTable(type);
    this.evaluator = new ColumnEvaluator(this.table, options);
  }

  put(row: number, object: RuleObject): void {
    this.objects[row] = object;
    this.table.setRow(row, object.values);
  }

  clear(row: number): void {
    this.objects[row] = undefined;
    this.table.clearRow(row);
  }

  /** Compares every row, in every form in which the answer can be had. */
  compare(rule: CheckedRule, now: Instant): void {
    const answer = this.evaluator.evaluate(rule, now);
    const words = answer.words();
    const listed = new Set(answer);
    let count = 0;
    for (let row = 0; row < this.table.rows + 40; row += 1) {
      const object = this.objects[row];
      const expected = object !== undefined && evaluate(rule, object, now);
      if (expected) count += 1;
      const isMarked = ((words[row >>> 5] ?? 0) & (1 << (row & 31))) !== 0;
      if (answer.has(row) !== expected || isMarked !== expected || listed.has(row) !== expected) {
        throw new Error(`${rule.text}\nat ${now}, row ${row}: expected ${expected} for ${JSON.stringify(object)}`);
      }
    }
    if (answer.count !== count || listed.size !== count) throw new Error(`${rule.text}: counted ${answer.count}`);
    const rows = [...answer];
    if (rows.some((row, i) => i > 0 && rows[i - 1]! >= row)) throw new Error(`${rule.text}: rows out of order`);
    this.compared += this.objects.filter((each) => each !== undefined).length;
    this.held += count;
  }
}

interface Trial {
  readonly objects: readonly RuleObject[];
  readonly changes: readonly (readonly [row: number, object: RuleObject | null])[];
  readonly rules: readonly CheckedRule[];
  readonly instants: readonly Instant[];
}

/** A directory of one kind of object, changes to it, and rules to ask before, between and after the changes. */
function arbitraryTrial(type: RuleObjectType): fc.Arbitrary<Trial> {
  const object = arbitraryObject(type);
  return fc.record({
    objects: fc.array(object, { minLength: 150, maxLength: 150, size: 'max' }),
    changes: fc.array(fc.tuple(fc.nat(320), fc.oneof(fc.constant(null), object, object, object)), {
      maxLength: 60,
      size: 'max',
    }),
    rules: fc.array(arbitraryRule(type), { minLength: 20, maxLength: 20, size: 'max' }),
    instants: fc.array(arbitraryInstant(), { minLength: 3, maxLength: 3 }),
  });
}

/** Runs trials until so many pairs were compared; returns the numbers for the test to judge. */
export function compareTrials(type: RuleObjectType, options: ColumnEvaluatorOptions, pairs: number, seed: number) {
  const counts = { compared: 0, held: 0, decided: 0 };
  const trials = fc.sample(arbitraryTrial(type), { seed, numRuns: Math.ceil(pairs / 9000) });
  for (const trial of trials) {
    const directory = new Directory(type, options);
    trial.objects.forEach((each, i) => {
      directory.put(i * 2 + (i > 75 ? 1 : 0), each);
    });
    const rules = trial.rules.filter((each) => canEvaluateColumnar(each).ok);
    for (const [round, now] of trial.instants.entries()) {
      for (const rule of rules) directory.compare(rule, now);
      const share = Math.ceil(trial.changes.length / 2);
      for (const [row, object] of trial.changes.slice(round * share, (round + 1) * share)) {
        if (object === null) directory.clear(row);
        else directory.put(row, object);
      }
    }
    counts.compared += directory.compared;
    counts.held += directory.held;
    counts.decided += directory.evaluator.decidedCount;
  }
  return counts;
}
