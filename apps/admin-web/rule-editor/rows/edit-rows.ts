import type { Span } from '@muster/rules';
import type { TextChange } from '../text-change.ts';
import { lastOpenRow } from './open-row.ts';
import {
  type ConditionRow,
  type GroupRow,
  type RowContent,
  type RowPath,
  type RuleRow,
  type RuleRows,
  rowAt,
} from './rule-rows.ts';
import { type RowSketch, writeContent, writeRows } from './write-rows.ts';

/** What a person does in the builder. */
export type RowEdit =
  | { readonly kind: 'setContent'; readonly path: RowPath; readonly content: RowContent }
  | { readonly kind: 'setText'; readonly path: RowPath; readonly text: string }
  | { readonly kind: 'setConnector'; readonly path: RowPath; readonly connector: 'and' | 'or' }
  | { readonly kind: 'setNegated'; readonly path: RowPath; readonly isNegated: boolean }
  | { readonly kind: 'remove'; readonly path: RowPath }
  /** Changes places with the next row of the group, or with the one before. */
  | { readonly kind: 'move'; readonly path: RowPath; readonly to: 'next' | 'before' }
  /** Adds a row at the end of a group; to a row by itself, it makes a group of both with the connector. */
  | { readonly kind: 'add'; readonly path: RowPath; readonly row: RowSketch; readonly connector?: 'and' | 'or' }
  /** Puts a row into a nested group of its own, together with a new one. */
  | { readonly kind: 'nest'; readonly path: RowPath; readonly row: RowSketch; readonly connector: 'and' | 'or' };

/**
 * The changes of the text that an edit of its rows means; none when the path leads nowhere or nothing changes. Only
 * the text of the row changes; all other text stays as it was written.
 */
export function changesOf(rows: RuleRows, edit: RowEdit): readonly TextChange[] {
  if (rows.kind === 'unreadable') return [];
  if (rows.kind === 'empty') {
    const isFirst = edit.kind === 'add' && edit.path.length === 0;
    return isFirst ? [{ from: 0, to: rows.text.length, insert: writeRows(edit.row) }] : [];
  }
  const row = rowAt(rows.root, edit.path);
  return row === undefined ? [] : changesOfRow(rows, row, edit).map((each) => withBlanks(rows.text, each));
}

type ReadableRows = Extract<RuleRows, { kind: 'rows' }>;

function changesOfRow(rows: ReadableRows, row: RuleRow, edit: RowEdit): readonly TextChange[] {
  switch (edit.kind) {
    case 'setContent':
      return row.kind === 'condition' ? setContent(row, edit.content) : [replace(row.core, writeContent(edit.content))];
    case 'setText':
      return [replace(row.core, edit.text)];
    case 'setConnector':
      if (row.kind !== 'group' || row.connector === edit.connector) return [];
      return row.connectors.map((each) => replace(each, `-${edit.connector}`));
    case 'setNegated':
      return setNegated(row, edit.isNegated);
    case 'remove':
      return [remove(rows, edit.path)];
    case 'move':
      return move(rows, edit.path, edit.to);
    case 'add':
      return add(rows.text, row, edit.row, edit.connector ?? 'and');
    case 'nest':
      return nest(rows.text, row, edit.row, edit.connector);
  }
}

const endOf = ({ position, length }: Span) => position + length;
const replace = (span: Span, insert: string): TextChange => ({ from: span.position, to: endOf(span), insert });
const insertAt = (place: number, insert: string): TextChange => ({ from: place, to: place, insert });

function setContent({ content, places, core }: ConditionRow, next: RowContent): readonly TextChange[] {
  const hasSameShape = (content.quantifier === undefined) === (next.quantifier === undefined);
  if (!hasSameShape) return [replace(core, writeContent(next))];
  const parts: (TextChange | false | undefined)[] = [
    content.property !== next.property && replace(places.property, next.property),
    content.quantifier !== next.quantifier && places.quantifier && replace(places.quantifier, `-${next.quantifier}`),
    content.field !== next.field && places.field && replace(places.field, next.field ?? '_'),
    content.operator !== next.operator && replace(places.operator, `-${next.operator}`),
    content.value !== next.value && replace(places.value, next.value),
  ];
  return parts.filter((each) => typeof each === 'object');
}

/** Takes every `-not` away, or puts one before the row. */
function setNegated(row: RuleRow, isNegated: boolean): readonly TextChange[] {
  if (isNegated === (row.negations % 2 === 1)) return [];
  const from = row.whole.position;
  if (!isNegated || row.negations > 0) {
    // Parentheses of a group must stay where other conditions stand beside it.
    const open = isNegated ? '-not (' : '(';
    return [
      { from, to: row.core.position, insert: open },
      { from: endOf(row.core), to: endOf(row.whole), insert: ')' },
    ];
  }
  if (from < row.core.position) return [insertAt(from, '-not ')];
  return [insertAt(from, '-not ('), insertAt(endOf(row.whole), ')')];
}

function remove({ text, root }: ReadableRows, path: RowPath): TextChange {
  const group = rowAt(root, path.slice(0, -1)) as GroupRow;
  const index = path.at(-1);
  if (index === undefined) return { from: 0, to: text.length, insert: '' };
  const { whole } = group.rows[index]!;
  const next = group.rows[index + 1];
  if (index === 0 && next !== undefined) return { from: whole.position, to: next.whole.position, insert: '' };
  return { from: endOf(group.rows[index - 1]!.whole), to: endOf(whole), insert: '' };
}

function move({ text, root }: ReadableRows, path: RowPath, to: 'next' | 'before'): readonly TextChange[] {
  const group = rowAt(root, path.slice(0, -1)) as GroupRow;
  const index = path.at(-1);
  if (index === undefined) return [];
  const first = group.rows[to === 'next' ? index : index - 1];
  const second = group.rows[to === 'next' ? index + 1 : index];
  if (first === undefined || second === undefined) return [];
  const writtenOf = ({ whole }: RuleRow) => text.slice(whole.position, endOf(whole));
  // What stands last may reach to the end of the rule; elsewhere it would take in what follows.
  const closes = lastOpenRow(second, text) !== undefined;
  return [
    replace(first.whole, closes ? `(${writtenOf(second)})` : writtenOf(second)),
    replace(second.whole, writtenOf(first)),
  ];
}

/** A body without parentheses is closed before something follows it. */
function closed(row: RuleRow, text: string): readonly TextChange[] {
  const open = lastOpenRow(row, text);
  return open === undefined ? [] : [insertAt(open.core.position, '('), insertAt(endOf(open.core), ')')];
}

function inGroup(row: RowSketch): string {
  return row.kind === 'group' && row.negations === 0 ? `(${writeRows(row)})` : writeRows(row);
}

function add(text: string, row: RuleRow, added: RowSketch, connector: 'and' | 'or'): readonly TextChange[] {
  if (row.kind !== 'group') return append(text, row, endOf(row.whole), ` -${connector} ${inGroup(added)}`);
  return append(text, row.rows.at(-1)!, endOf(row.core), ` -${row.connector} ${inGroup(added)}`);
}

function nest(text: string, row: RuleRow, added: RowSketch, connector: 'and' | 'or'): readonly TextChange[] {
  const { position } = row.whole;
  const isBareGroup = row.kind === 'group' && position === row.core.position;
  const [before, after] = isBareGroup ? ['((', ')'] : ['(', ''];
  const end = append(text, row, endOf(row.whole), `${after} -${connector} ${inGroup(added)})`);
  return merged([insertAt(position, before), ...end]);
}

function append(text: string, last: RuleRow, place: number, insert: string): readonly TextChange[] {
  return merged([...closed(last, text), insertAt(place, insert)]);
}

/** Insertions at one place as one, in their order. */
function merged(changes: readonly TextChange[]): readonly TextChange[] {
  const done: TextChange[] = [];
  for (const change of changes) {
    const i = done.findIndex((each) => each.from === change.from && each.to === change.to && each.from === each.to);
    if (i < 0) done.push(change);
    else done[i] = { ...change, insert: done[i]!.insert + change.insert };
  }
  return done;
}

/** Keeps pieces from merging with what they come to stand beside. */
function withBlanks(text: string, { from, to, insert }: TextChange): TextChange {
  const before = text[from - 1] ?? ' ';
  const after = text[to] ?? ' ';
  const first = insert[0] ?? after;
  const last = insert.at(-1) ?? ' ';
  const left = /[^\s(]/.test(before) && /[^\s)]/.test(first) ? ' ' : '';
  const right = /[^\s(]/.test(last) && /[^\s)]/.test(after) ? ' ' : '';
  return { from, to, insert: `${left}${insert}${right}` };
}
