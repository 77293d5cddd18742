import { expect, it } from 'vitest';
import { creationPlan, emptyGroup, faultsOf, nicknameOf } from './new-group.ts';

const root = 'https://id.example/v1.0';

it('makes a mail nickname of a name', () => {
  const made = ['Vertrieb Süd', 'Straße (alle)', '..a..', '日本', 'x'.repeat(80)].map(nicknameOf);
  expect(made).toEqual(['VertriebSud', 'Strassealle', 'a', '', 'x'.repeat(64)]);
});

it('asks for what is missing', () => {
  expect(faultsOf(emptyGroup)).toEqual(['displayName']);
  const named = { ...emptyGroup, displayName: 'Sales' };
  expect(faultsOf(named)).toEqual([]);
  expect(faultsOf({ ...named, membershipType: 'dynamicUser' })).toEqual(['membershipRule']);
  expect(faultsOf({ ...named, groupType: 'microsoft365', mailNickname: 'a b' })).toEqual(['mailNickname']);
  expect(faultsOf({ ...named, groupType: 'microsoft365', displayName: '日本' })).toEqual(['mailNickname']);
});

it('sends what Entra’s page sends', () => {
  const sales = { ...emptyGroup, displayName: ' Sales ', owners: ['o'], members: ['m'] };
  expect(creationPlan(sales, '1f0c2d3e-4a5b', root)).toEqual({
    body: {
      displayName: 'Sales',
      groupTypes: [],
      mailEnabled: false,
      securityEnabled: true,
      mailNickname: '1f0c2d3e-4',
      'owners@odata.bind': [`${root}/directoryObjects/o`],
      'members@odata.bind': [`${root}/directoryObjects/m`],
    },
    more: [],
  });
  const ruled = { ...sales, membershipType: 'dynamicUser', membershipRule: 'user.city -eq "Ulm"' } as const;
  expect(creationPlan({ ...ruled, groupType: 'microsoft365' }, 'x', root).body).toEqual({
    displayName: 'Sales',
    groupTypes: ['Unified', 'DynamicMembership'],
    mailEnabled: true,
    securityEnabled: false,
    mailNickname: 'Sales',
    membershipRule: 'user.city -eq "Ulm"',
    membershipRuleProcessingState: 'On',
    'owners@odata.bind': [`${root}/directoryObjects/o`],
  });
});

it('sends members beyond twenty in further requests', () => {
  const ids = Array.from({ length: 45 }, (_, at) => `m${at}`);
  const { body, more } = creationPlan({ ...emptyGroup, displayName: 'x', owners: ['o'], members: ids }, 'n', root);
  const sizes = [body, ...more].map((each) => (each['members@odata.bind'] as string[]).length);
  expect(sizes).toEqual([19, 20, 6]);
});
