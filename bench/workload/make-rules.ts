import { type MadeUser, makeUsers } from './make-users.ts';
import { below, pick, pickWeighted, type Random, seededRandom } from './random.ts';
import { and, any, type Condition, comparison, equal, inList, not } from './rule-text.ts';
import { days, draws, functions, lastNames, listed, plans } from './vocabulary.ts';

/** A rule as the bench reads it. */
export interface MadeRule {
  readonly id: number;
  readonly kind: string;
  readonly text: string;
}

type Attribute = keyof MadeUser;
type Weights = readonly (readonly [Attribute, number])[];
type Draw = (random: Random, user: MadeUser) => Condition;

/** Which attributes a rule of one equality asks about, and a longer one. */
const alone: Weights = [
  ['department', 6],
  ['country', 3],
  ['city', 16],
  ['jobTitle', 18],
  ['companyName', 16],
  ['officeLocation', 16],
  ['extensionAttribute1', 14],
  ['extensionAttribute4', 8],
  ['accountEnabled', 1],
  ['userType', 1],
  ['extensionAttribute3', 1],
];
const together: Weights = [
  ['department', 26],
  ['country', 18],
  ['userType', 8],
  ['accountEnabled', 12],
  ['companyName', 8],
  ['extensionAttribute2', 10],
  ['extensionAttribute3', 8],
  ['usageLocation', 6],
  ['city', 2],
  ['jobTitle', 3],
  ['extensionAttribute4', 3],
];

const text = (user: MadeUser, attribute: Attribute) => user[attribute] as string;

/** Equalities with what the user has, on so many attributes. */
function equalities(random: Random, user: MadeUser, count: number, without?: Attribute): Condition[] {
  const used = new Set<string>();
  const found: Condition[] = [];
  for (let tries = 0; found.length < count && tries < 50; tries += 1) {
    const attribute = pickWeighted(random, count === 1 ? alone : together, used);
    used.add(attribute);
    if (user[attribute] !== null) found.push(equal(attribute, user[attribute] as string | boolean));
  }
  if (found.length === 0) found.push(equal('department', user.department));
  return found.filter((each) => each.attribute !== without);
}

const conjunction: Draw = (random, user) => {
  const drawn = random();
  return and(equalities(random, user, drawn < 0.3 ? 1 : drawn < 0.65 ? 2 : drawn < 0.88 ? 3 : 4));
};

const list: Draw = (random, user) => {
  const attributes = [
    'country',
    'department',
    'jobTitle',
    'companyName',
    'extensionAttribute1',
    'officeLocation',
    'extensionAttribute4',
  ] as const;
  const attribute = pick(random, attributes);
  const [table, draw] = listed[attribute];
  const values = new Set<string>();
  if (user[attribute] !== null) values.add(user[attribute]);
  const size = 2 + below(random, 7);
  while (values.size < size) values.add(table[draw(random)]!);
  const terms = [inList(attribute, [...values])];
  if (attribute === 'country' || attribute === 'department' || random() < 0.3) {
    terms.push(...equalities(random, user, 2, attribute).slice(0, 2));
  }
  return and(terms);
};

/** The condition, in half the rules with an equality on another attribute. */
function withAnother(random: Random, user: MadeUser, condition: Condition, share = 0.5): Condition {
  if (random() >= share) return condition;
  return and([condition, ...equalities(random, user, 2, condition.attribute as Attribute).slice(0, 1)]);
}

const prefix: Draw = (random, user) => {
  const attributes = [
    'displayName',
    'jobTitle',
    'mail',
    'city',
    'officeLocation',
    'extensionAttribute4',
    'extensionAttribute1',
  ] as const;
  const attribute = pick(random, attributes);
  const value = user[attribute] ?? 'PRJ00';
  const words = (count: number) => value.split(' ').slice(0, count).join(' ');
  const start =
    attribute === 'displayName'
      ? words(2)
      : attribute === 'mail'
        ? localName(value).slice(0, 3 + below(random, 8))
        : attribute === 'jobTitle'
          ? words(1 + below(random, 2))
          : attribute === 'officeLocation'
            ? `${value.split(' Floor')[0]} `
            : value.slice(0, attribute === 'city' ? 4 : 5);
  return withAnother(random, user, comparison('startsWith', attribute, start));
};

const localName = (mail: string) => mail.split('@')[0]!.replace(/\d+$/, '');

const substring: Draw = (random, user) => {
  const attribute = pick(random, ['mail', 'displayName', 'jobTitle', 'officeLocation', 'companyName'] as const);
  const value = text(user, attribute);
  const part =
    attribute === 'mail'
      ? `@${value.split('@')[1]}`
      : attribute === 'displayName'
        ? ` ${value.split(' ')[1]!.slice(0, 4 + below(random, 3))}`
        : attribute === 'jobTitle'
          ? value.split(' ').slice(1).join(' ')
          : attribute === 'officeLocation'
            ? `Floor ${value.split('Floor ')[1]}`
            : value.slice(1, 5);
  return withAnother(random, user, comparison('contains', attribute, part));
};

const patterns: readonly ((random: Random, user: MadeUser) => readonly [Attribute, string])[] = [
  (random) => ['employeeId', `^E1[0-9]+${below(random, 10)}${below(random, 10)}$`],
  (_, user) => ['mail', `^[a-d][a-z]+\\.${user.mail.split('.')[1]!.slice(0, 3)}`],
  (random) => ['extensionAttribute1', `^CC-1[0-9]${below(random, 10)}${below(random, 10)}$`],
  (random) => ['jobTitle', `^(Senior|Lead|Principal) ${pick(random, functions)} `],
  (random, user) => ['displayName', `^${user.displayName.split(' ')[0]} .*${below(random, 10)}${below(random, 10)}$`],
];

const pattern: Draw = (random, user) => {
  const [attribute, source] = pick(random, patterns)(random, user);
  return withAnother(random, user, comparison('match', attribute, source), 0.4);
};

const negation: Draw = (random, user) => {
  const drawn = random();
  if (drawn < 0.25) return comparison('ne', 'userType', 'Guest');
  if (drawn >= 0.45) return and([...equalities(random, user, 2, 'userType'), not(equal('userType', 'Guest'))]);
  const others = equalities(random, user, 2, 'department').slice(0, 1);
  return and([comparison('ne', 'department', user.department), ...others]);
};

const collection: Draw = (random, user) => {
  const drawn = random();
  if (drawn < 0.6) {
    const { servicePlanId } = plans[draws.plan(random)]!;
    const body = and([equal('servicePlanId', servicePlanId), equal('capabilityStatus', 'Enabled')], 'assignedPlan.');
    const terms = [any('assignedPlans', body)];
    if (random() < 0.7) terms.push(...equalities(random, user, 2).slice(0, 2));
    return and(terms);
  }
  const start =
    drawn < 0.8 ? `smtp:${lastNames[below(random, lastNames.length)]!.toLowerCase()}` : `SMTP:${localName(user.mail)}`;
  return any('proxyAddresses', comparison('startsWith', '_', start, ''));
};

const date: Draw = (random, user) => {
  const operator = random() < 0.6 ? 'ge' : 'le';
  const term = comparison(operator, 'employeeHireDate', days[below(random, 7800)]!);
  return and([term, ...equalities(random, user, 2).slice(0, 1 + below(random, 2))]);
};

/** Kinds of rules, and the share of all rules up to and including each. */
const kinds: readonly (readonly [string, number, Draw])[] = [
  ['eq', 0.5, conjunction],
  ['in', 0.65, list],
  ['startsWith', 0.75, prefix],
  ['contains', 0.83, substring],
  ['match', 0.88, pattern],
  ['ne/not', 0.93, negation],
  ['any', 0.97, collection],
  ['date', 1, date],
];

/**
 * Rules drawn around people of a directory of so many users; the same for the same seed. Half are conjunctions of
 * equalities; the median group has about 0.2 % of the users, some more than half.
 */
export function* makeRules(count: number, users: number, seed = 2): Generator<MadeRule> {
  const sample = [...makeUsers(Math.min(users, 20_000), 1)];
  const random = seededRandom(seed * 7919 + 13);
  for (let id = 0; id < count; id += 1) {
    const user = pick(random, sample);
    const drawn = random();
    const [kind, , draw] = kinds.find(([, upTo]) => drawn < upTo)!;
    yield { id, kind, text: draw(random, user).text };
  }
}
