import { checkRule, printRule, readRuleSyntax } from '@muster/rules';
import { arbitraryRuleText } from '@muster/rules/testing';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import corpus from '../../../../fixtures/rules/corpus-rules.json' with { type: 'json' };
import vectors from '../../../../fixtures/rules/rule-vectors.json' with { type: 'json' };
import { applyChanges } from '../text-change.ts';
import { changesOf, type RowEdit } from './edit-rows.ts';
import { readRows } from './read-rows.ts';
import { type RowPath, type RuleRow, rowAt } from './rule-rows.ts';
import { type RowSketch, sketchOf, writeRows } from './write-rows.ts';

const fixtures = [...corpus.map((each) => each.rule), ...vectors.map((each) => each.rule)].filter(
  (text) => readRuleSyntax(text) !== undefined,
);
/** Rules with room for one more pair of parentheses and one more condition. */
const editable = fixtures.filter((text) => text.length < 600 && !text.includes('('.repeat(64)));
const generated = fc.oneof(arbitraryRuleText('user'), arbitraryRuleText('device'));

function rootOf(text: string): RuleRow {
  const rows = readRows(text);
  if (rows.kind !== 'rows') throw new Error(`no rows: ${text}`);
  return rows.root;
}

function canonical(text: string): string {
  const result = checkRule(text);
  return result.ok ? printRule(result.rule) : `errors ${result.diagnostics.map((each) => each.code)}`;
}

function edited(text: string, edit: RowEdit): string {
  return applyChanges(text, changesOf(readRows(text), edit));
}

/** Every row as `path kind: text`. */
function outline(row: RuleRow, path = '/'): string[] {
  if (row.kind !== 'group')
    return [`${path} ${row.kind === 'text' ? row.reason : row.kind}: ${writeRows(sketchOf(row))}`];
  const own = `${path} ${'not '.repeat(row.negations)}${row.connector}`;
  return [own, ...row.rows.flatMap((each, i) => outline(each, `${path}${i}/`))];
}

function paths(row: RuleRow, path: RowPath = []): RowPath[] {
  return [path, ...(row.kind === 'group' ? row.rows.flatMap((each, i) => paths(each, [...path, i])) : [])];
}

const newRow: RowSketch = {
  kind: 'condition',
  negations: 0,
  content: { property: 'user.state', operator: 'eq', value: '"CA"' },
};

describe('rows of a text', () => {
  it('are groups, conditions, and text for what rows cannot show', () => {
    const text =
      '-not (user.city -eq "a" or USER.mail endsWith \'b\') and user.otherMails -any _ -eq "c" ' +
      'or user.assignedPlans -any (assignedPlan.service -eq "x" -and assignedPlan.capabilityStatus -eq "Enabled")';
    expect(outline(rootOf(text.replace('_ -eq "c"', '(_ -eq "c")')))).toEqual([
      '/ or',
      '/0/ and',
      '/0/0/ not or',
      '/0/0/0/ condition: user.city -eq "a"',
      "/0/0/1/ condition: USER.mail -endsWith 'b'",
      '/0/1/ condition: user.otherMails -any (_ -eq "c")',
      '/1/ bodyOfSeveralTests: user.assignedPlans -any (assignedPlan.service -eq "x" -and assignedPlan.capabilityStatus -eq "Enabled")',
    ]);
  });

  it('tell an empty text and an unreadable one', () => {
    expect([readRows(' \n').kind, readRows('user.city -eq').kind]).toEqual(['empty', 'unreadable']);
  });

  it.each(fixtures)('written again they mean the same: %s', (text) => {
    expect(canonical(writeRows(sketchOf(rootOf(text))))).toBe(canonical(text));
  });

  it('written again they mean the same for generated rules', () => {
    fc.assert(fc.property(generated, (text) => canonical(writeRows(sketchOf(rootOf(text)))) === canonical(text)));
  });
});

/** Edits of one row for every path of a rule, each with the rows it must lead to. */
function trials(row: RuleRow, path: RowPath): readonly (readonly [RowEdit, (sketch: RowSketch) => RowSketch])[] {
  const negated = row.negations % 2 === 1;
  const common = [
    [{ kind: 'setNegated', path, isNegated: !negated }, (each: RowSketch) => ({ ...each, negations: negated ? 0 : 1 })],
    [
      { kind: 'nest', path, row: newRow, connector: 'or' },
      (each: RowSketch) => ({ kind: 'group', negations: 0, connector: 'or', rows: [each, newRow] }),
    ],
  ] as [RowEdit, (sketch: RowSketch) => RowSketch][];
  if (row.kind === 'group') {
    const connector = row.connector === 'and' ? 'or' : 'and';
    common.push([{ kind: 'setConnector', path, connector }, (each) => ({ ...each, connector }) as RowSketch]);
    common.push([
      { kind: 'add', path, row: newRow },
      (each) => (each.kind === 'group' ? { ...each, rows: [...each.rows, newRow] } : each),
    ]);
  }
  if (row.kind === 'condition') {
    const content = { ...row.content, operator: 'startsWith', value: '"new"' } as const;
    common.push([{ kind: 'setContent', path, content }, (each) => ({ ...each, content }) as RowSketch]);
  }
  return common;
}

function changedAt(sketch: RowSketch, path: RowPath, change: (sketch: RowSketch) => RowSketch): RowSketch {
  const [index, ...rest] = path;
  if (index === undefined) return change(sketch);
  if (sketch.kind !== 'group') throw new Error('the path leads nowhere');
  return { ...sketch, rows: sketch.rows.map((each, i) => (i === index ? changedAt(each, rest, change) : each)) };
}

function expectEdits(text: string): void {
  const root = rootOf(text);
  if (root.kind === 'text') return;
  for (const path of paths(root)) {
    const row = rowAt(root, path)!;
    for (const [edit, change] of trials(row, path)) {
      const after = edited(text, edit);
      const wanted = writeRows(changedAt(sketchOf(root), path, change));
      expect(writeRows(flat(sketchOf(rootOf(after)))), `${text} ${JSON.stringify(edit)} ${after}`).toBe(
        writeRows(flat(sketchOf(rootOf(wanted)))),
      );
      const whole = edit.kind === 'setConnector' ? row.core : row.whole;
      const start = text.slice(0, whole.position).trimEnd();
      const end = text.slice(whole.position + whole.length).trimStart();
      expect([after.startsWith(start), after.endsWith(end)], after).toEqual([true, true]);
    }
  }
}

/** Groups inside groups of the same connector are one group, as in the checked rule. */
function flat(sketch: RowSketch): RowSketch {
  if (sketch.kind !== 'group') return sketch;
  const rows = sketch.rows.map(flat).flatMap((each) => {
    const isSame = each.kind === 'group' && each.negations === 0 && each.connector === sketch.connector;
    return isSame ? each.rows : [each];
  });
  return { ...sketch, rows };
}

describe('an edit of a row', () => {
  it.each(editable)('changes that row only: %s', expectEdits);

  it('changes that row only in generated rules', () => {
    fc.assert(fc.property(generated, expectEdits), { numRuns: 60 });
  });

  it.each([
    ['user.city-eq"a" and (user.mail -eq "b")', [0], '(user.mail -eq "b")'],
    [
      'user.city -eq "a" or(user.mail -eq "b") and user.state -eq "c"',
      [1, 0],
      'user.city -eq "a" or user.state -eq "c"',
    ],
    ['(user.city -eq "a"  -or  user.mail -eq "b" )', [1], '(user.city -eq "a" )'],
    ['user.city -eq "a"', [], ''],
  ] as const)('removing from %s', (text, path, expected) => {
    expect(edited(text, { kind: 'remove', path })).toBe(expected);
  });

  it.each([
    ['user.city -eq "a"  -or (user.mail -eq "b")', [0], 'next', '(user.mail -eq "b")  -or user.city -eq "a"'],
    ['a1 -or a2', [1], 'before', undefined],
    ['user.city -eq "a" -or user.mail -eq "b"', [1], 'next', 'user.city -eq "a" -or user.mail -eq "b"'],
    [
      'user.city -eq "a" -and -not (user.otherMails -any _ -eq "b")',
      [1],
      'before',
      '-not (user.otherMails -any _ -eq "b") -and user.city -eq "a"',
    ],
    [
      'user.city -eq "a" -and user.otherMails -any _ -eq "b"',
      [1],
      'before',
      '(user.otherMails -any _ -eq "b") -and user.city -eq "a"',
    ],
  ] as const)('moving in %s', (text, path, to, expected) => {
    expect(edited(text, { kind: 'move', path, to })).toBe(expected ?? text);
  });

  it('closes a body without parentheses before something follows it', () => {
    const text = 'user.city -eq "a" -and user.otherMails -any _ -eq "b"';
    expect(edited(text, { kind: 'add', path: [], row: newRow })).toBe(
      'user.city -eq "a" -and (user.otherMails -any _ -eq "b") -and user.state -eq "CA"',
    );
  });

  it('begins an empty rule and makes a group of a single row', () => {
    const first = edited('', { kind: 'add', path: [], row: newRow });
    expect(first).toBe('user.state -eq "CA"');
    expect(edited(first, { kind: 'add', path: [], row: newRow, connector: 'or' })).toBe(
      'user.state -eq "CA" -or user.state -eq "CA"',
    );
  });

  it('replaces the text of what rows cannot show', () => {
    const text = 'Direct Reports for "11111111-1111-1111-1111-111111111111"';
    expect(edited(text, { kind: 'setText', path: [], text: 'user.city -eq "a"' })).toBe('user.city -eq "a"');
  });

  it('leads nowhere by a wrong path', () => {
    expect(changesOf(readRows('user.city -eq "a"'), { kind: 'remove', path: [3] })).toEqual([]);
  });
});
