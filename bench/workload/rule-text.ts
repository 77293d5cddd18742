/** A condition of a rule as text, and the attribute that it asks about when it is one comparison. */
export interface Condition {
  readonly text: string;
  readonly attribute: string | undefined;
  /** The same with another prefix of its attributes: inside `-any` it is not `user.`. */
  readonly under: (prefix: string) => string;
}

type Operator = 'eq' | 'ne' | 'ge' | 'le' | 'startsWith' | 'contains' | 'match';
type Value = string | boolean;

/** Rules have a name of their own for it. */
const ruleName = (attribute: string) => (attribute === 'officeLocation' ? 'physicalDeliveryOfficeName' : attribute);

// The rule language knows no escape for a backslash: it stands for itself.
const literal = (value: Value) =>
  typeof value === 'boolean' ? String(value) : JSON.stringify(value).replaceAll('\\\\', '\\');

function condition(attribute: string | undefined, under: (prefix: string) => string, prefix = 'user.'): Condition {
  return { attribute, under, text: under(prefix) };
}

export function comparison(operator: Operator, attribute: string, value: Value, prefix?: string): Condition {
  return condition(attribute, (under) => `${under}${ruleName(attribute)} -${operator} ${literal(value)}`, prefix);
}

export const equal = (attribute: string, value: Value): Condition => comparison('eq', attribute, value);

export function inList(attribute: string, values: readonly string[]): Condition {
  return condition(attribute, (under) => `${under}${ruleName(attribute)} -in [${values.map(literal).join(',')}]`);
}

/** All of them; one alone stays itself. */
export function and(terms: readonly Condition[], prefix?: string): Condition {
  if (terms.length === 1) return terms[0]!;
  return condition(undefined, (under) => terms.map((each) => `(${each.under(under)})`).join(' -and '), prefix);
}

export function not(term: Condition): Condition {
  return condition(undefined, (under) => `-not (${term.under(under)})`);
}

/** Some element of the collection. */
export function any(attribute: string, body: Condition): Condition {
  return condition(attribute, (under) => `${under}${attribute} -any (${body.text})`);
}
