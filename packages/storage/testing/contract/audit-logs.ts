import type { AuditQuery, Fact, SignInEvent, SignInQuery } from '@muster/directory';
import { type Instant, newObjectId, type ObjectNumber } from '@muster/kernel';
import { beforeAll, describe, expect, test } from 'vitest';
import type { OpenStore } from '../../open-store.ts';
import { cause, noon } from '../sample-objects.ts';

const later = (ms: number) => (noon + ms) as Instant;
const base = { from: null, until: null, order: 'newest', limit: 100, after: null } as const;

export function auditContract(node: () => OpenStore): void {
  describe('the logs as administrators read them', () => {
    const read: OpenStore['store']['read'] = (work) => node().store.read(work);
    const [user, object, appId] = [newObjectId(), newObjectId(), newObjectId()];
    const fact = (action: Fact['action'], changes: Fact['changes']): Fact => ({
      objectType: 'group',
      objectId: object,
      objectNumber: 7 as ObjectNumber,
      action,
      changes,
    });

    beforeAll(async () => {
      const by = (at: number, actor: object) => ({ ...cause, at: later(at), actor: { ...cause.actor, ...actor } });
      const person = { kind: 'user', id: user, userPrincipalName: 'Ann@contoso.com' } as const;
      await node().store.write('shared', async ({ log }) => {
        await log.appendAll([
          {
            cause: by(1000, person),
            facts: [fact('create', { displayName: [null, 'x'] }), fact('update', { members: [null, 'x'] })],
            rows: [],
          },
          { cause: by(2000, { kind: 'application', appId }), facts: [fact('update', { city: ['a', 'b'] })], rows: [] },
        ]);
      });
    });

    const facts = async (query: Partial<AuditQuery>) =>
      (await read(({ audits }) => audits.facts({ ...base, ...query }))).map((each) => each.fact?.changes);
    const [made, joined, moved] = [{ displayName: [null, 'x'] }, { members: [null, 'x'] }, { city: ['a', 'b'] }];

    test('facts come in the order of time, by object, by person and by application', async () => {
      const about = { objectId: object };
      expect(await facts(about)).toEqual([moved, joined, made]);
      expect(await facts({ ...about, order: 'oldest' })).toEqual([made, joined, moved]);
      expect(await facts({ ...about, from: later(1500) })).toEqual([moved]);
      expect(await facts({ ...about, until: later(1000) })).toEqual([joined, made]);
      expect(await facts({ userId: user })).toEqual([joined, made]);
      const named = (text: string, isBeginning: boolean) =>
        facts({ userId: user, userPrincipalName: { text, isBeginning } });
      expect([(await named('ANN@', true)).length, (await named('ann@', false)).length]).toEqual([2, 0]);
      expect(await facts({ appId })).toEqual([moved]);
      expect(await facts({ ...about, correlationId: 'none' })).toEqual([]);
    });

    test('facts are told apart by their kind', async () => {
      const kind = (action: Fact['action'], isAdded?: boolean) => ({
        objectType: 'group',
        action,
        link: isAdded === undefined ? null : { property: 'members', isAdded },
        without: isAdded === undefined && action === 'update' ? ['members'] : [],
      });
      const of = (...all: AuditQuery['kinds'] & object) => facts({ objectId: object, kinds: all });
      expect(await of(kind('update'))).toEqual([moved]);
      expect(await of(kind('update', true), kind('create'))).toEqual([joined, made]);
      expect([await of(kind('update', false)), await of()]).toEqual([[], []]);
    });

    test('pages go on where the one before ended, within one change too', async () => {
      for (const order of ['newest', 'oldest'] as const) {
        const found: unknown[] = [];
        let after: AuditQuery['after'] = null;
        for (;;) {
          const query: AuditQuery = { ...base, objectId: object, order, limit: 1, after };
          const [next] = await read(({ audits }) => audits.facts(query));
          if (next === undefined) break;
          found.push(next.fact!.changes);
          const { seq, ordinal } = next;
          after = { at: next.cause.at, seq, ordinal };
          expect(await read(({ audits }) => audits.factAt({ seq, ordinal }))).toEqual(next);
        }
        expect(found).toEqual(order === 'newest' ? [moved, joined, made] : [made, joined, moved]);
      }
      expect(await read(({ audits }) => audits.factAt({ seq: 1, ordinal: 999 }))).toBeUndefined();
    });

    test('sign-ins come in the order of time, by whom, to what, from where and how they ended', async () => {
      const [signer, portal] = [newObjectId(), newObjectId()];
      const event = (ms: number, more: Partial<SignInEvent>): SignInEvent => ({
        id: newObjectId(),
        at: later(ms),
        userId: signer,
        userPrincipalName: 'Ben@contoso.com',
        clientAddress: '192.0.2.1',
        method: 'password',
        outcome: 'success',
        details: { appId: portal, appDisplayName: 'Portal', requestId: `request ${ms}` },
        ...more,
      });
      const events = [
        event(3, { method: 'softwareOath', outcome: 'wrong' }),
        event(2, { outcome: 'wrong', details: {} }),
        event(1, { clientAddress: '198.51.100.7' }),
      ];
      for (const each of events) {
        await node().store.write('shared', ({ credentials }) => credentials.recordSignIn(each));
      }
      const ask = async (query: Partial<SignInQuery>) =>
        (await read(({ audits }) => audits.signIns({ ...base, userId: signer, ...query }))).map(({ id }) => id);
      const ids = (...which: number[]) => which.map((i) => events[i]!.id);
      const text = (given: string, isBeginning = false) => ({ text: given, isBeginning });
      expect(await ask({})).toEqual(ids(0, 1, 2));
      expect(await ask({ order: 'oldest', limit: 2 })).toEqual(ids(2, 1));
      expect(await ask({ after: { at: later(2), id: events[1]!.id } })).toEqual(ids(2));
      expect(await ask({ from: later(2), until: later(2) })).toEqual(ids(1));
      expect(await ask({ appId: portal, appDisplayName: text('port', true) })).toEqual(ids(0, 2));
      expect(await ask({ userPrincipalName: text('BEN@contoso.com') })).toEqual(ids(0, 1, 2));
      expect(await ask({ clientAddress: text('198.', true) })).toEqual(ids(2));
      expect(await ask({ correlationId: 'request 1' })).toEqual(ids(2));
      const wrong = (isSecondFactor: boolean) => ({ outcomes: [{ outcome: 'wrong', isSecondFactor } as const] });
      expect([await ask(wrong(true)), await ask(wrong(false))]).toEqual([ids(0), ids(1)]);
      expect(await ask({ outcomes: [{ outcome: 'success', isSecondFactor: null }] })).toEqual(ids(2));
      expect(await ask({ outcomes: [] })).toEqual([]);
      expect(await read(({ audits }) => audits.signIn(events[0]!.id))).toEqual(events[0]);
    });
  });
}
