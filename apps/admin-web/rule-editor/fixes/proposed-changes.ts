import { type CheckOptions, type Diagnostic, type DiagnosticCode, isNegative } from '@muster/rules';
import { offeredTests } from '../operators/offered-operators.ts';
import { readRows } from '../rows/read-rows.ts';
import type { ConditionRow, RuleRow } from '../rows/rule-rows.ts';
import { writeContent } from '../rows/write-rows.ts';
import type { TextChange } from '../text-change.ts';
import { listInsteadOfAlternatives, withoutRepetition } from './chain-changes.ts';

type Proposals = readonly (readonly TextChange[])[];

/** What a proposal starts from: the text, the problem, the text of its place, and the condition it is in. */
interface Finding {
  readonly text: string;
  readonly diagnostic: Diagnostic;
  readonly place: string;
  readonly row: ConditionRow | undefined;
  readonly options: CheckOptions;
}

/** Changes that may put a problem right, the likeliest first; whether they do is for the checker to say. */
export function proposedChanges(text: string, diagnostic: Diagnostic, options: CheckOptions): Proposals {
  const { code, position, length, fix, suggestion } = diagnostic;
  const place = text.slice(position, position + length);
  const row = rowAround(text, position, options);
  // Typographic quotes come in pairs: all of them go at once.
  const statedFix = code === 'SMART_QUOTE' ? undefined : fix;
  const stated = [statedFix, code.startsWith('W_') ? undefined : suggestion].flatMap((each) =>
    each === undefined ? [] : [[replaced(diagnostic, each)]],
  );
  return [...stated, ...(proposals[code]?.({ text, diagnostic, place, row, options }) ?? [])];
}

function replaced({ position, length }: { readonly position: number; readonly length: number }, insert: string) {
  return { from: position, to: position + length, insert };
}

function inserted(place: number, insert: string): TextChange {
  return { from: place, to: place, insert };
}

function rowAround(text: string, position: number, { dialect }: CheckOptions): ConditionRow | undefined {
  const rows = readRows(text, dialect);
  return rows.kind === 'rows' ? conditionAt(rows.root, position) : undefined;
}

function conditionAt(row: RuleRow, position: number): ConditionRow | undefined {
  const { core } = row;
  if (position < core.position || position > core.position + core.length) return undefined;
  if (row.kind === 'condition') return row;
  if (row.kind === 'text') return undefined;
  for (const each of row.rows) {
    const found = conditionAt(each, position);
    if (found !== undefined) return found;
  }
  return undefined;
}

const removal = ({ diagnostic }: Finding): Proposals => [[replaced(diagnostic, '')]];

/** Every typographic quote of the text at once. */
function straightQuotes({ text }: Finding): Proposals {
  const found = [...text.matchAll(/[\u2018-\u201f\u00ab\u00bb]/g)];
  return [
    found.map(({ index, 0: quote }) => ({
      from: index,
      to: index + 1,
      insert: quote < '\u201c' && quote > '\u00ff' ? "'" : '"',
    })),
  ];
}

function closedString({ text, place }: Finding): Proposals {
  const quote = place.startsWith('`') ? '`"' : place[0]!;
  const end = text.trimEnd().length;
  const connector = /\s+-?(?:and|or)\s/i.exec(place);
  const beforeConnector = connector === null ? [] : [[inserted(text.length - place.length + connector.index, quote)]];
  const closing = /[)\]\s]*$/.exec(text)!.index;
  return [...beforeConnector, [inserted(closing, quote)], [inserted(end, quote)]];
}

function balanced({ text, diagnostic }: Finding): Proposals {
  const { position, length } = diagnostic;
  const isOpen = text[position] === '(';
  const addition = inserted(isOpen ? text.trimEnd().length : 0, isOpen ? ')' : '(');
  return [[addition], [{ from: position, to: position + length, insert: '' }]];
}

function connected({ diagnostic }: Finding): Proposals {
  return ['-and ', '-or '].map((each) => [inserted(diagnostic.position, each)]);
}

/** The nearest thing that another language writes as a sign. */
function wordForSign({ text, diagnostic }: Finding): Proposals {
  const sign = /^[=!<>&|]+/.exec(text.slice(diagnostic.position))?.[0];
  const { suggestion, position } = diagnostic;
  if (sign === undefined || suggestion === undefined) return [];
  const left = /\s/.test(text[position - 1] ?? ' ') ? '' : ' ';
  const right = /\s/.test(text[position + sign.length] ?? ' ') ? '' : ' ';
  return [[{ from: position, to: position + sign.length, insert: `${left}${suggestion}${right}` }]];
}

/** The operator before a list or value that wants another one. */
function operatorBefore({ text, diagnostic }: Finding, next: (operator: string) => string): Proposals {
  const found = /[-\u2010-\u2014\u2212]?([A-Za-z]+)\s*$/.exec(text.slice(0, diagnostic.position));
  if (found === null) return [];
  const to = found.index + found[0].trimEnd().length;
  return [[{ from: found.index, to, insert: `-${next(found[1]!.toLowerCase())}` }]];
}

function listAround({ text, diagnostic }: Finding): Proposals {
  const value = /^(?:"[^"]*"|'[^']*'|[\w.]+)/.exec(text.slice(diagnostic.position))?.[0];
  const toSingle = operatorBefore({ text, diagnostic } as Finding, (each) => (each === 'notin' ? 'ne' : 'eq'));
  if (value === undefined) return toSingle;
  const quoted = /^["'\d]/.test(value) ? value : `"${value}"`;
  return [[{ from: diagnostic.position, to: diagnostic.position + value.length, insert: `[${quoted}]` }], ...toSingle];
}

/** The operators that the property takes with the value as it is. */
function fittingOperators({ row, options }: Finding): Proposals {
  if (row === undefined || row.content.quantifier !== undefined) return [];
  const [type, ...name] = row.content.property.split('.');
  const kind = type!.toLowerCase() === 'device' ? 'device' : 'user';
  const tests = offeredTests(kind, { name: name.join('.') }, options);
  const isNegated = isNegative(row.content.operator);
  const sameSense = tests.direct.filter((each) => isNegative(each.operator) === isNegated);
  return [...sameSense, ...tests.direct].map(({ operator }) => [replaced(row.places.operator, `-${operator}`)]);
}

function nullOperator({ row }: Finding): Proposals {
  if (row === undefined) return [];
  return [[replaced(row.places.operator, isNegative(row.content.operator) ? '-ne' : '-eq')]];
}

function quotedValue({ diagnostic, place }: Finding): Proposals {
  const bare = place.replace(/^["']|["']$/g, '');
  return [[replaced(diagnostic, `"${bare}"`)], ...['true', 'false'].map((each) => [replaced(diagnostic, each)])];
}

/** The same test of the elements: a positive operator means some element, a negative one no element. */
function elementTest({ row }: Finding): Proposals {
  if (row === undefined) return [];
  const quantifier = isNegative(row.content.operator) ? 'all' : 'any';
  return [[replaced(row.core, writeContent({ ...row.content, quantifier, field: '_' }))]];
}

function withoutNull({ row }: Finding): Proposals {
  if (row === undefined || row.content.quantifier !== undefined || row.negations > 0) return [];
  const { position, length } = row.core;
  const guard = ` -and ${row.content.property} -ne null)`;
  return [[inserted(position, '('), inserted(position + length, guard)]];
}

/** Parentheses around every part that `-and` holds together beside an `-or`. */
function parenthesisedParts({ text, options }: Finding): Proposals {
  const rows = readRows(text, options.dialect);
  return rows.kind === 'rows' ? [bareParts(rows.root)] : [];
}

function bareParts(row: RuleRow): TextChange[] {
  if (row.kind !== 'group') return [];
  return row.rows.flatMap((each) => {
    const { position, length } = each.whole;
    const isBare = each.kind === 'group' && position === each.core.position && row.connector === 'or';
    const around = isBare ? [inserted(position, '('), inserted(position + length, ')')] : [];
    return [...around, ...bareParts(each)];
  });
}

const proposals: Readonly<Partial<Record<DiagnosticCode, (finding: Finding) => Proposals>>> = {
  SMART_QUOTE: straightQuotes,
  UNTERMINATED_STRING: closedString,
  UNEXPECTED_CHARACTER: wordForSign,
  UNBALANCED_PARENTHESIS: balanced,
  MISSING_CONNECTOR: connected,
  UNEXPECTED_TOKEN: (finding) => [...removal(finding), [inserted(finding.diagnostic.position, ']')]],
  LIST_NOT_ALLOWED: (finding) => operatorBefore(finding, (each) => (/^n/.test(each) ? 'notIn' : 'in')),
  LIST_EXPECTED: listAround,
  UNTERMINATED_LIST: ({ text }) => {
    const end = /[)\s]*$/.exec(text)!.index;
    return [[inserted(end, ']')], [inserted(text.trimEnd().length, ']')]];
  },
  OPERATOR_NOT_SUPPORTED: fittingOperators,
  NULL_NOT_ALLOWED: nullOperator,
  SYSTEM_NOW_NOT_ALLOWED: fittingOperators,
  TYPE_MISMATCH: quotedValue,
  COLLECTION_REQUIRED: ({ row }) => {
    if (row === undefined) return [];
    const { property, operator, value } = row.content;
    return [[replaced(row.core, writeContent({ property, operator, value }))]];
  },
  W_COLLECTION_DIRECT: elementTest,
  W_NEGATIVE_NULL: withoutNull,
  W_MIXED_AND_OR: parenthesisedParts,
  W_USE_IN: ({ text, diagnostic, options }) => [listInsteadOfAlternatives(text, diagnostic, options.dialect)],
  W_REDUNDANT: ({ text, diagnostic, options }) => [withoutRepetition(text, diagnostic, options.dialect)],
};
