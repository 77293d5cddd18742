import type {
  CheckedComparison,
  CheckedNode,
  CheckedQuantification,
  CheckedRule,
  PropertySubject,
} from '@muster/rules';
import {
  isCollection,
  propertiesIn,
  type Question,
  questionOfCondition,
  questionOfTest,
  type Term,
} from './question.ts';

/** Terms that must all hold. */
export type Clause = readonly Term[];

/**
 * The rule as clauses of which one must hold: its disjunctive normal form. Negations stand at the questions; a part
 * that would need more than `mostClauses` is one question over all that it reads.
 */
export function clausesOfRule(rule: CheckedRule, mostClauses: number): readonly Clause[] {
  return clausesOf(rule.tree, false, mostClauses)
    .map(withoutRepeats)
    .filter((clause) => !contradictsItself(clause));
}

function clausesOf(node: CheckedNode, isNegated: boolean, most: number): readonly Clause[] {
  switch (node.kind) {
    case 'not':
      return clausesOf(node.operand, !isNegated, most);
    case 'and':
    case 'or':
      return (node.kind === 'or') !== isNegated
        ? someOf(node, node.operands, isNegated, most)
        : allOf(node.operands, isNegated, most);
    case 'any':
      return [[{ question: questionOfAny(node), isNegated }]];
    case 'all': {
      const { subject, body } = node;
      return [[{ question: questionOfAny({ subject, body: opposite(body) }), isNegated: !isNegated }]];
    }
    case 'comparison':
      return [[{ question: questionOfComparison(node), isNegated: isNegated !== node.isNegated }]];
    case 'directReports': {
      const terms = propertiesIn(node).map((name) => ({ question: questionOfTest(name, node.test, true), isNegated }));
      return isNegated ? [terms] : terms.map((term) => [term]);
    }
    case 'memberOf':
    case 'reports':
      return [[{ question: questionOfCondition(node), isNegated }]];
  }
}

/** Outside of bodies a comparison is about a property. */
function questionOfComparison(node: CheckedComparison): Question {
  const { property } = node.subject as PropertySubject;
  return questionOfTest(property.name, node.test, !isCollection(property));
}

/** `-any (_ -op value)` is what the operator means directly on the collection. */
function questionOfAny({ body, subject }: Omit<CheckedQuantification, 'kind'>): Question {
  const isDirect =
    body.kind === 'comparison' && !body.isNegated && body.subject.kind === 'element' && body.test.kind !== 'isNull';
  return isDirect
    ? questionOfTest(subject.property.name, body.test, false)
    : questionOfCondition({ kind: 'any', subject, body });
}

function opposite(node: CheckedNode): CheckedNode {
  if (node.kind === 'not') return node.operand;
  return node.kind === 'comparison' ? { ...node, isNegated: !node.isNegated } : { kind: 'not', operand: node };
}

function asOne(node: CheckedNode, isNegated: boolean): readonly Clause[] {
  return [[{ question: questionOfCondition(node), isNegated }]];
}

function someOf(
  whole: CheckedNode,
  operands: readonly CheckedNode[],
  isNegated: boolean,
  most: number,
): readonly Clause[] {
  const clauses = mergedLists(operands.flatMap((each) => clausesOf(each, isNegated, most)));
  if (clauses.length === 1) return clauses;
  return clauses.length > most || areAboutOneValue(clauses) ? asOne(whole, isNegated) : clauses;
}

function allOf(operands: readonly CheckedNode[], isNegated: boolean, most: number): readonly Clause[] {
  const parts = operands.map((node) => ({ node, clauses: clausesOf(node, isNegated, most) }));
  parts.sort((a, b) => a.clauses.length - b.clauses.length);
  let product: readonly Clause[] = [[]];
  for (const { node, clauses } of parts) {
    const factor = product.length * clauses.length > most ? asOne(node, isNegated) : clauses;
    product = product.flatMap((left) => factor.map((right) => [...left, ...right]));
  }
  return product;
}

/** Equalities and lists about one property, joined by or, are one list. */
function mergedLists(clauses: readonly Clause[]): readonly Clause[] {
  const lists = new Map<string, { readonly folded: Set<string>; readonly isScalar: boolean }>();
  const others: Clause[] = [];
  for (const clause of clauses) {
    const { question, isNegated } = clause[0]!;
    const { exact, isScalar } = question;
    const name = question.names[0]!;
    if (clause.length > 1 || isNegated || !(exact instanceof Set)) others.push(clause);
    else {
      const list = lists.get(name) ?? { folded: new Set(), isScalar };
      for (const text of exact) list.folded.add(text);
      lists.set(name, list);
    }
  }
  const merged = [...lists].map(([name, { folded, isScalar }]): Clause => {
    return [{ question: questionOfTest(name, { kind: 'isIn', folded }, isScalar), isNegated: false }];
  });
  return [...merged, ...others];
}

/** Single values of one property have one answer each, so one question about them is better than several clauses. */
function areAboutOneValue(clauses: readonly Clause[]): boolean {
  const questions = clauses.flatMap((clause) => clause.map(({ question }) => question));
  const name = questions[0]?.names[0];
  return questions.every((each) => each.isScalar && each.names.length === 1 && each.names[0] === name);
}

function withoutRepeats(clause: Clause): Clause {
  const seen = new Map(clause.map((term) => [`${term.isNegated} ${term.question.key}`, term]));
  return [...seen.values()];
}

function contradictsItself(clause: Clause): boolean {
  return new Set(clause.map(({ question }) => question.key)).size < clause.length;
}
