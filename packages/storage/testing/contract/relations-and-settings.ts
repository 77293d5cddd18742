import type { LinkEnd } from '@muster/directory';
import { type Instant, newObjectId } from '@muster/kernel';
import { describe, expect, test } from 'vitest';
import type { OpenStore } from '../../open-store.ts';
import { noon } from '../sample-objects.ts';

export function relationContract(node: () => OpenStore): void {
  test('links are added once, removed once, and listed from their start', async () => {
    const from: LinkEnd = { id: newObjectId(), type: 'group' };
    const to: LinkEnd = { id: newObjectId(), type: 'user' };
    const other: LinkEnd = { id: newObjectId(), type: 'servicePrincipal' };
    await node().store.write('shared', async ({ relations }) => {
      expect(await relations.addLink(from, 'owner', to)).toBe(true);
      expect(await relations.addLink(from, 'owner', to)).toBe(false);
      expect(await relations.addLink(from, 'owner', other)).toBe(true);
      const byId = [to, other].sort((a, b) => (a.id < b.id ? -1 : 1));
      expect(await relations.linksFrom(from.id, 'owner')).toEqual(byId);
      expect(await relations.linksFrom(from.id, 'registeredOwner')).toEqual([]);
      const asked = [to.id, newObjectId()];
      expect(await relations.endsAmong([from.id, newObjectId()], 'owner', asked)).toEqual([to.id]);
      expect(await relations.endsAmong([from.id], 'registeredOwner', asked)).toEqual([]);
      expect(await relations.removeLink(from.id, 'owner', to.id)).toBe(true);
      expect(await relations.removeLink(from.id, 'owner', to.id)).toBe(false);
    });
  });
}

export function settingsContract(node: () => OpenStore): void {
  describe('settings', () => {
    const read: OpenStore['store']['read'] = (work) => node().store.read(work);
    const write: OpenStore['store']['write'] = (key, work) => node().store.write(key, work);

    test('the organization is there once it was saved, and only one', async () => {
      expect(await read(({ settings }) => settings.organization())).toBeUndefined();
      const organization = {
        id: newObjectId(),
        displayName: 'A',
        createdDateTime: noon,
        properties: { phones: ['1'] },
      };
      await write('shared', ({ settings }) => settings.saveOrganization(organization));
      const renamed = { ...organization, displayName: 'B' };
      await write('shared', ({ settings }) => settings.saveOrganization(renamed));
      expect(await read(({ settings }) => settings.organization())).toEqual(renamed);
    });

    test('domains are saved, changed and removed', async () => {
      const domain = {
        id: 'b.com',
        isDefault: false,
        isInitial: true,
        isVerified: false,
        createdAt: noon,
        passwordValidityDays: null,
      };
      await write('shared', async ({ settings }) => {
        await settings.saveDomain(domain);
        await settings.saveDomain({ ...domain, id: 'a.com' });
        await settings.saveDomain({ ...domain, isVerified: true, passwordValidityDays: 90 });
      });
      const changed = [
        { ...domain, id: 'a.com' },
        { ...domain, isVerified: true, passwordValidityDays: 90 },
      ];
      expect(await read(({ settings }) => settings.domains())).toEqual(changed);
      await write('shared', ({ settings }) => settings.removeDomain('a.com'));
      expect(await read(({ settings }) => settings.domains())).toEqual([changed[1]]);
    });

    test('extension properties have unique names', async () => {
      const extension = {
        id: newObjectId(),
        name: 'extension_00000000000000000000000000000001_x',
        applicationId: newObjectId(),
        dataType: 'String' as const,
        targetObjects: ['User'],
        createdAt: noon,
      };
      await write('shared', ({ settings }) => settings.insertExtensionProperty(extension));
      const twin = { ...extension, id: newObjectId(), name: extension.name.toUpperCase() };
      await expect(write('shared', ({ settings }) => settings.insertExtensionProperty(twin))).rejects.toMatchObject({
        code: 'UNIQUE_VALUE_TAKEN',
      });
      expect(await read(({ settings }) => settings.extensionProperties())).toEqual([extension]);
      await write('shared', ({ settings }) => settings.removeExtensionProperty(extension.id));
      expect(await read(({ settings }) => settings.extensionProperties())).toEqual([]);
    });

    test('secrets and documents', async () => {
      const [application, principal] = [newObjectId(), newObjectId()];
      const secret = {
        keyId: newObjectId(),
        applicationId: application,
        displayName: null,
        hint: 'abc',
        hash: '$argon2id$',
        startsAt: noon,
        endsAt: (noon + 1) as Instant,
      };
      await write('shared', async ({ settings }) => {
        await settings.insertSecret(secret);
        await settings.saveDocument('keys', { n: 1 });
        await settings.saveDocument('keys', { n: 2 });
      });
      await read(async ({ settings }) => {
        expect(await settings.secretsOf([application, principal])).toEqual([secret]);
        expect(await settings.document('keys')).toEqual({ n: 2 });
        expect(await settings.document('none')).toBeUndefined();
      });
      await write('shared', async ({ settings }) => {
        expect(await settings.removeSecret(principal, secret.keyId)).toBe(false);
        expect(await settings.removeSecret(application, secret.keyId)).toBe(true);
      });
    });
  });
}
