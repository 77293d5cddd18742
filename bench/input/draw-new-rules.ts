import { type CheckedNode, type CheckedRule, checkRule, type Span } from '@muster/rules';
import { below, pick, type Random, seededRandom } from '../workload/random.ts';

/** A comparison as it stands in a text, under what it asks: comparisons with one question can stand for each other. */
interface Written {
  readonly question: string;
  readonly span: Span;
  readonly text: string;
}

const mostTries = 200;

/**
 * So many rules that are not among the given ones but have their shapes: each is a given rule whose comparisons give way
 * to those of other rules with the same subject and operator. Where there are too few to make a new rule of one, two are
 * joined. The same for the same rules.
 */
export function drawNewRules(rules: readonly CheckedRule[], count: number): CheckedRule[] {
  if (rules.length === 0) return [];
  const random = seededRandom(50);
  const known = new Set(rules.map((rule) => rule.text));
  const pool = new Map<string, string[]>();
  for (const rule of rules) {
    for (const { question, text } of comparisons(rule)) {
      const texts = pool.get(question);
      if (texts === undefined) pool.set(question, [text]);
      else texts.push(text);
    }
  }
  const found: CheckedRule[] = [];
  for (let tries = 0; found.length < count && tries < count * mostTries; tries += 1) {
    const rule = rules[below(random, rules.length)]!;
    const exchanged = exchange(random, rule, pool);
    const text = known.has(exchanged) ? `(${exchanged}) -and (${pick(random, rules).text})` : exchanged;
    const result = checkRule(text);
    if (known.has(text) || !result.ok) continue;
    known.add(text);
    found.push(result.rule);
  }
  return found;
}

function exchange(random: Random, rule: CheckedRule, pool: ReadonlyMap<string, readonly string[]>): string {
  let text = '';
  let from = 0;
  for (const { question, span } of comparisons(rule)) {
    text += rule.text.slice(from, span.position) + pick(random, pool.get(question)!);
    from = span.position + span.length;
  }
  return text + rule.text.slice(from);
}

function comparisons(rule: CheckedRule): Written[] {
  const found: Written[] = [];
  collect(rule, rule.tree, '', found);
  return found.sort((left, right) => left.span.position - right.span.position);
}

function collect(rule: CheckedRule, node: CheckedNode, inside: string, found: Written[]): void {
  switch (node.kind) {
    case 'and':
    case 'or':
      for (const each of node.operands) collect(rule, each, inside, found);
      return;
    case 'not':
      collect(rule, node.operand, inside, found);
      return;
    case 'any':
    case 'all':
      collect(rule, node.body, node.subject.text, found);
      return;
    case 'comparison': {
      const { span, subject, operator } = node;
      const text = rule.text.slice(span.position, span.position + span.length);
      found.push({ question: `${inside} ${subject.text} ${operator}`, span, text });
    }
  }
}
