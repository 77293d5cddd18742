import {
  type Chain,
  type Comparison,
  type Condition,
  type Quantification,
  type RuleDialect,
  readRuleSyntax,
  type Span,
  withoutParentheses,
} from '@muster/rules';
import type { ConditionRow, GroupRow, RuleRow, RuleRows, TextReason } from './rule-rows.ts';

type Frame = Pick<RuleRow, 'negations' | 'core' | 'whole'>;

/**
 * The rows of a rule's text. Every condition of the rule is in one row, in its order; what rows cannot show is a row of
 * text. Reads texts with unknown properties and unfitting operators too.
 */
export function readRows(text: string, dialect: RuleDialect = 'entra'): RuleRows {
  if (text.trim() === '') return { kind: 'empty', text };
  const syntax = readRuleSyntax(text, dialect);
  if (syntax === undefined) return { kind: 'unreadable', text };
  if (syntax.kind === 'condition') return { kind: 'rows', text, root: readRow(text, syntax.condition) };
  const position = text.length - text.trimStart().length;
  const core = { position, length: text.trim().length };
  return { kind: 'rows', text, root: textRow(text, { negations: 0, core, whole: core }, 'directReports') };
}

function readRow(text: string, whole: Condition): RuleRow {
  let negations = 0;
  let core = withoutParentheses(whole);
  while (core.kind === 'not') {
    negations += 1;
    core = withoutParentheses(core.operand);
  }
  const frame: Frame = { negations, core: spanOf(core), whole: spanOf(whole) };
  switch (core.kind) {
    case 'and':
    case 'or':
      return groupRow(text, core, frame);
    case 'comparison':
      return comparisonRow(text, core, frame);
    case 'quantification':
      return quantifiedRow(text, core, frame);
    case 'reports':
      return textRow(text, frame, 'reports');
  }
}

function spanOf({ position, length }: Span): Span {
  return { position, length };
}

function groupRow(text: string, chain: Chain, frame: Frame): GroupRow {
  const rows = chain.operands.map((each) => readRow(text, each));
  return { kind: 'group', connector: chain.kind, rows, connectors: chain.connectors.map(spanOf), ...frame };
}

function textRow(text: string, frame: Frame, reason: TextReason): RuleRow {
  return { kind: 'text', text: written(text, frame.core), reason, ...frame };
}

function written(text: string, { position, length }: Span): string {
  return text.slice(position, position + length);
}

function comparisonRow(text: string, test: Comparison, frame: Frame): ConditionRow {
  const { property, operator, value } = test;
  return {
    kind: 'condition',
    content: { property: property.text, operator: operator.name, value: written(text, value) },
    places: { property: spanOf(property), operator: spanOf(operator), value: spanOf(value) },
    ...frame,
  };
}

/** A test of a collection whose body is one comparison is a row; memberOf and other bodies are text. */
function quantifiedRow(text: string, test: Quantification, frame: Frame): RuleRow {
  const { property, quantifier } = test;
  const body = withoutParentheses(test.body);
  if (body.kind !== 'comparison') return textRow(text, frame, 'bodyOfSeveralTests');
  if (/^group\./i.test(body.property.text)) return textRow(text, frame, 'memberOf');
  const of = comparisonRow(text, body, frame);
  return {
    ...of,
    content: {
      ...of.content,
      property: property.text,
      quantifier: quantifier.name,
      field: body.property.text,
    },
    places: {
      ...of.places,
      property: spanOf(property),
      quantifier: spanOf(quantifier),
      field: of.places.property,
    },
  };
}
