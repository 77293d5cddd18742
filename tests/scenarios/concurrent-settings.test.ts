import { setTimeout as delay } from 'node:timers/promises';
import {
  addDomain,
  type GivenConsent,
  getDomain,
  getOrganization,
  listPermissionGrants,
  type PropertyValue,
  recordConsent,
  removeDomain,
  setPasswordValidity,
  updateOrganization,
  updatePermissionGrant,
  verifyDomain,
} from '@muster/directory';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { administrator, anApplication, anApplicationWith, aUser } from './builders.ts';
import { codeOf } from './observe.ts';
import { type TestDirectory, testDirectory } from './test-directory.ts';

let test: TestDirectory;
beforeAll(async () => {
  test = await testDirectory();
});
afterAll(() => test.close());

describe('two changes of settings at a time', () => {
  it('of the organization are both kept', async () => {
    const { organization } = await getOrganization(test.directory, administrator);
    const set = (patch: Record<string, PropertyValue>) =>
      updateOrganization(test.directory, administrator, organization.id, patch);
    for (let days = 1; days <= 5; days++) {
      await Promise.all([
        set({ signInLogDays: days }),
        set({ technicalNotificationMails: [`${days}@contoso.com`] }),
        set({ bannedPasswords: [`tailspin${days}`] }),
      ]);
      const { properties } = (await getOrganization(test.directory, administrator)).organization;
      expect(properties).toMatchObject({
        signInLogDays: days,
        technicalNotificationMails: [`${days}@contoso.com`],
        bannedPasswords: [`tailspin${days}`],
      });
    }
  });

  it('of a domain are both kept, however long its DNS takes', async () => {
    const caller = anApplicationWith('Domain.ReadWrite.All');
    await addDomain(test.directory, caller, 'slow.example');
    await verifyDomain(test.directory, caller, 'slow.example', async () => {
      await setPasswordValidity(test.directory, caller, 'slow.example', 90);
      return true;
    });
    expect(await getDomain(test.directory, caller, 'slow.example')).toMatchObject({
      isVerified: true,
      passwordValidityDays: 90,
    });
    await addDomain(test.directory, caller, 'gone.example');
    const verifying = verifyDomain(test.directory, caller, 'gone.example', async () => {
      await removeDomain(test.directory, caller, 'gone.example');
      return true;
    });
    expect(await codeOf(verifying)).toBe('RESOURCE_NOT_FOUND');
    expect(await codeOf(getDomain(test.directory, caller, 'gone.example'))).toBe('RESOURCE_NOT_FOUND');
  });
});

describe('two consents at a time', () => {
  const give = (consent: Pick<GivenConsent, 'clientId' | 'principalId' | 'scopes'>) =>
    recordConsent(test.directory, administrator, { ...consent, resourceId: null });

  it('are both given, the first ones of the directory too', async () => {
    const person = await aUser(test.directory);
    const clients = [];
    for (let i = 0; i < 4; i++) clients.push((await anApplication(test.directory)).principal.id);
    const scopes = ['User.Read'];
    const codes = await Promise.all(
      clients.map((clientId) => codeOf(give({ clientId, principalId: person.id, scopes }))),
    );
    expect(codes).toEqual(['none', 'none', 'none', 'none']);
    const grants = await listPermissionGrants(test.directory, administrator, { principalId: person.id, limit: 9 });
    expect(new Set(grants.map(({ clientId }) => clientId))).toEqual(new Set(clients));
    expect(new Set(grants.map(({ resourceId }) => resourceId)).size).toBe(1);
  });

  it('do not bring back what is taken back meanwhile', async () => {
    const person = await aUser(test.directory);
    const clientId = (await anApplication(test.directory)).principal.id;
    await give({ clientId, principalId: person.id, scopes: ['User.Read', 'User.ReadWrite'] });
    const scopesNow = async () =>
      (await listPermissionGrants(test.directory, administrator, { clientId, limit: 1 }))[0]!;
    const { id, scopes } = await scopesNow();
    // A consent on its way: it holds the lock, and knows the scopes from before the change.
    const narrowing = await test.directory.store.write('shared', async ({ objects, consents }) => {
      await objects.lock('servicePrincipal', clientId);
      const change = updatePermissionGrant(test.directory, administrator, id, 'User.Read');
      await Promise.race([change, delay(300)]);
      await consents.saveScopes(id, [...scopes, 'email']);
      return { change };
    });
    await narrowing.change;
    expect((await scopesNow()).scopes).toEqual(['User.Read']);
  });
});
