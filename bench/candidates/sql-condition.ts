import type { Instant } from '@muster/kernel';
import type { CheckedNode, Moment, RuleProperty, ValueTest } from '@muster/rules';

/** How a database spells what the two spell differently. */
export interface Dialect {
  /** True when the text holds the part. */
  contains(subject: string, part: string): string;
  matches(subject: string, pattern: string): string;
  /** True when some element `x` of the collection in the column meets the condition. */
  some(property: RuleProperty, column: string, condition: string): string;
  /** A field of the element `x`. */
  field(name: string): string;
}

export const quotedName = (name: string): string => `"${name.replaceAll('"', '""')}"`;
export const quotedText = (text: string): string => `'${text.replaceAll("'", "''")}'`;

/** The condition over a table whose columns hold folded values under the names of the rule properties. */
export function sqlCondition(node: CheckedNode, dialect: Dialect, now: Instant): string {
  const inner = (each: CheckedNode) => sqlCondition(each, dialect, now);
  switch (node.kind) {
    case 'and':
    case 'or':
      return node.operands.map((each) => `(${inner(each)})`).join(node.kind === 'and' ? ' AND ' : ' OR ');
    case 'not':
      return `(${inner(node.operand)}) IS NOT TRUE`;
    case 'any':
      return someElement(node.subject.property, inner(node.body), dialect);
    case 'all':
      return `NOT ${someElement(node.subject.property, `(${inner(node.body)}) IS NOT TRUE`, dialect)}`;
    case 'comparison': {
      const { subject, test, isNegated } = node;
      const condition =
        subject.kind === 'property' && subject.property.type === 'texts' && test.kind !== 'isNull'
          ? someElement(subject.property, sqlTest('x', test, dialect, now), dialect)
          : sqlTest(sqlSubject(subject, dialect), test, dialect, now);
      return isNegated ? `(${condition}) IS NOT TRUE` : condition;
    }
    default:
      throw new Error(`peers do not answer ${node.kind} rules`);
  }
}

function someElement(property: RuleProperty, condition: string, dialect: Dialect): string {
  return dialect.some(property, quotedName(property.name), condition);
}

function sqlSubject(subject: Extract<CheckedNode, { kind: 'comparison' }>['subject'], dialect: Dialect): string {
  if (subject.kind === 'property') return quotedName(subject.property.name);
  return subject.kind === 'element' ? 'x' : dialect.field(subject.field);
}

function sqlTest(subject: string, test: ValueTest, dialect: Dialect, now: Instant): string {
  switch (test.kind) {
    case 'isNull':
      return `${subject} IS NULL`;
    case 'isTrue':
      return `${subject} = true`;
    case 'isFalse':
      return `${subject} = false`;
    case 'equals':
      return `${subject} = ${quotedText(test.folded)}`;
    case 'isIn':
      return `${subject} IN (${[...test.folded].map(quotedText).join(', ')})`;
    case 'startsWith':
      return `${subject} LIKE ${likeText(test.folded, '%')}`;
    case 'endsWith':
      return `right(${subject}, ${[...test.folded].length}) = ${quotedText(test.folded)}`;
    case 'contains':
      return dialect.contains(subject, quotedText(test.folded));
    case 'matches':
      return dialect.matches(subject, quotedText(test.pattern.source));
    case 'isAt':
      return `${subject} = ${instantOf(test.moment, now)}`;
    case 'isAtOrAfter':
      return `${subject} >= ${instantOf(test.moment, now)}`;
    case 'isAtOrBefore':
      return `${subject} <= ${instantOf(test.moment, now)}`;
    default:
      throw new Error('peers do not compare versions');
  }
}

const instantOf = (moment: Moment, now: Instant): number =>
  moment.kind === 'fixed' ? moment.instant : now + moment.offsetMs;

/** The operand of LIKE for texts that begin so. */
function likeText(start: string, end: string): string {
  const escaped = start.replace(/[\\%_]/g, '\\$&');
  return quotedText(escaped + end) + (escaped === start ? '' : " ESCAPE '\\'");
}
