import { describe, expect, it } from 'vitest';
import type { Clause } from '../controls/clause-tree.tsx';
import { countClauses, memberKind, type ToldMove } from './explanation.ts';
import { explanationTexts } from './explanation-texts.ts';
import { moveReason } from './move-reason.ts';

const move = (told: Partial<ToldMove>): ToldMove => ({
  joined: true,
  reason: 'other',
  at: '2026-03-03T09:00:00Z',
  actor: { kind: 'user', id: '1', displayName: 'Ann' },
  operation: 'update-user',
  requestId: null,
  changedProperties: [],
  ...told,
});
const changed = (name: string, oldValue: unknown, newValue: unknown, isReadByRule = true) => ({
  name,
  oldValue,
  newValue,
  isReadByRule,
});
const texts = explanationTexts.en;

describe('the reason of a move', () => {
  it.each([
    [{ reason: 'assigned' }, 'somebody added the person'],
    [{ reason: 'assigned', joined: false }, 'somebody removed the person'],
    [{ reason: 'pass' }, 'a pass brought the group in line with its rule'],
    [{ reason: 'memberChanged', operation: 'create-user' }, 'the account was created'],
    [
      {
        reason: 'memberChanged',
        changedProperties: [changed('city', null, 'Ulm', false), changed('department', 'IT', 'Sales')],
      },
      'department changed from “IT” to “Sales”',
    ],
    [{ reason: 'memberChanged', changedProperties: [changed('city', 'Ulm', null)] }, 'city “Ulm” was cleared'],
    [{ reason: 'source', sources: [{ id: '1', displayName: 'A', joined: false }] }, 'the person left “A”'],
    [{ reason: 'scheduleEnded', actor: { kind: 'system', id: null, displayName: 'Muster' } }, 'its time was over'],
    [{ reason: 'unheard of' }, 'of update-user'],
  ])('%j', (told, said) => {
    expect(moveReason(move(told as Partial<ToldMove>), 'user', texts, 'en')).toBe(said);
  });

  it('calls a device by its name', () => {
    expect(moveReason(move({ reason: 'assigned' }), 'device', texts, 'en')).toBe('somebody added the device');
    expect(moveReason(move({ reason: 'memberRestored' }), 'device', explanationTexts.de, 'de')).toBe(
      'das Gerät wiederhergestellt wurde',
    );
    expect(memberKind({ type: '#microsoft.graph.device' })).toBe('device');
    expect(memberKind({ type: '#microsoft.graph.orgContact' })).toBe('other');
  });

  it('names no more properties than can be read', () => {
    const many = Array.from({ length: 7 }, (_, at) => changed(`p${at}`, null, at));
    expect(moveReason(move({ reason: 'memberChanged', changedProperties: many }), 'user', texts, 'en')).toMatch(
      /^p0 became 0, .*p4 became 4, 2 more properties changed$/,
    );
  });
});

it('counts the clauses that hold', () => {
  const leaf = (expressionResult: boolean): Clause => ({ expression: 'x', expressionResult });
  const tree = {
    ...leaf(false),
    expressionEvaluationDetails: [
      leaf(true),
      { ...leaf(false), expressionEvaluationDetails: [leaf(false), leaf(true)] },
    ],
  };
  expect(countClauses(tree)).toEqual({ all: 3, held: 2 });
});
