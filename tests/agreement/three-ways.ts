import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type Instant, newObjectId } from '@muster/kernel';
import { type CheckedRule, checkRule, type RuleObject, type RuleObjectType } from '@muster/rules';
import { arbitraryInstant, arbitraryLongRule, arbitraryObject, arbitraryRule } from '@muster/rules/testing';
import fc from 'fast-check';
import { type Case, minimise } from './minimise.ts';
import { type Counts, type Disagreement, Population } from './population.ts';

const keptFile = fileURLToPath(new URL('./kept-cases.json', import.meta.url));

/** Cases that failed once or are easily got wrong, about one kind of object. */
export function keptCases(type: RuleObjectType): readonly Case[] {
  const kept = JSON.parse(readFileSync(keptFile, 'utf8')) as readonly Case[];
  return kept.filter((each) => each.object.type === type);
}

const objectsOfTrial = 250;
const rulesOfTrial = 55;
const longRulesOfTrial = 2;

/** Pairs that one trial compares at most. */
export const pairsOfTrial = objectsOfTrial * (rulesOfTrial + longRulesOfTrial);

/** Puts rules to populations in three ways; the first disagreement is made small, kept, and thrown. */
export class ThreeWays {
  private constructor(
    private readonly type: RuleObjectType,
    private readonly population: Population,
    private readonly scratch: Population,
  ) {}

  static async open(type: RuleObjectType): Promise<ThreeWays> {
    return new ThreeWays(type, await Population.open(type), await Population.open(type));
  }

  get counts(): Counts {
    return this.population.counts;
  }

  async close(): Promise<void> {
    await this.population.close();
    await this.scratch.close();
  }

  async keep(objects: readonly RuleObject[]): Promise<void> {
    const [lost] = await this.population.replace(objects);
    if (lost !== undefined) throw new Error(`stored otherwise: ${JSON.stringify(lost.object)}`);
  }

  async ask(rule: CheckedRule, now: Instant): Promise<void> {
    const [first] = await this.population.compare(rule, now);
    if (first !== undefined) await this.report({ rule: rule.text, object: first.object, now }, first);
  }

  /** Generated objects and rules of one seed. */
  async trial(seed: number): Promise<void> {
    const sample = <T>(arbitrary: fc.Arbitrary<T>, numRuns: number) => fc.sample(arbitrary, { seed, numRuns });
    await this.keep(withOwnIds(sample(arbitraryObject(this.type), objectsOfTrial)));
    const rules = [
      ...sample(arbitraryRule(this.type), rulesOfTrial),
      ...sample(arbitraryLongRule(this.type), longRulesOfTrial),
    ];
    const instants = sample(arbitraryInstant(), rules.length);
    for (const [i, rule] of rules.entries()) await this.ask(rule, instants[i]!);
  }

  private async report(found: Case, { way, expected }: Disagreement): Promise<never> {
    const smallest = await minimise(found, (smaller) => this.fails(smaller));
    const kept = JSON.parse(readFileSync(keptFile, 'utf8')) as readonly Case[];
    const isKnown = kept.some((each) => JSON.stringify(each) === JSON.stringify(smallest));
    if (!isKnown) writeFileSync(keptFile, `${JSON.stringify([...kept, smallest], null, 2)}\n`);
    throw new Error(`${way} should answer ${expected}, kept as a case: ${JSON.stringify(smallest)}`);
  }

  private async fails({ rule, object, now }: Case): Promise<boolean> {
    const checked = checkRule(rule);
    if (!checked.ok || (await this.scratch.replace([object])).length > 0) return false;
    return (await this.scratch.compare(checked.rule, now)).length > 0;
  }
}

/** Generated objects share a few ids, so that rules about ids find some; here the first to have one keeps it. */
export function withOwnIds(objects: readonly RuleObject[]): RuleObject[] {
  const taken = new Set<unknown>();
  return objects.map((object) => {
    const { objectId } = object.values;
    const isFree = objectId !== null && objectId !== undefined && !taken.has(objectId);
    taken.add(objectId);
    return isFree ? object : { ...object, values: { ...object.values, objectId: newObjectId() } };
  });
}

/** The seed of the environment, or one drawn anew; printed, so that what failed can be run again. */
export function chosenSeed(): number {
  const given = process.env.MUSTER_TEST_AGREEMENT_SEED;
  const seed = given === undefined ? Math.floor(Math.random() * 0x7fff_0000) : Number(given);
  process.stdout.write(`agreement of three ways: MUSTER_TEST_AGREEMENT_SEED=${seed}\n`);
  return seed;
}
