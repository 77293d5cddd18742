import { expect, it } from 'vitest';
import { changesOf, type DeviceAudit, initiatorOf, peopleIn } from './device-audits.ts';

const words = { empty: 'empty', yes: 'Yes', no: 'No', time: (at: number) => `at ${at}` };

it('writes values of the change log as people do', () => {
  const property = (displayName: string, oldValue: string | null, newValue: string | null) => ({
    displayName,
    oldValue,
    newValue,
  });
  const entry = {
    initiatedBy: { user: null, app: { displayName: 'HR sync' } },
    targetResources: [
      {
        modifiedProperties: [
          property('accountEnabled', 'true', 'false'),
          property('model', null, '"X1"'),
          property('createdDateTime', null, '5'),
          property('deviceVersion', '2', '3'),
          property('odd', 'x', '""'),
          property('extensionAttributes', '{}', '{"extensionAttribute1":"Harbour"}'),
          property('physicalIds', null, '["a","b"]'),
          property('alternativeSecurityIds', null, '[]'),
        ],
      },
    ],
  } as unknown as DeviceAudit;
  expect(changesOf(entry, words).map(({ before, after }) => [before, after])).toEqual([
    ['Yes', 'No'],
    ['empty', 'X1'],
    ['empty', 'at 5'],
    ['2', '3'],
    ['x', 'empty'],
    ['empty', 'extensionAttribute1 Harbour'],
    ['empty', 'a, b'],
  ]);
  expect(initiatorOf(entry)).toBe('HR sync');
});

it('finds the people whom entries name', () => {
  const entry = (displayName: string, oldValue: string | null, newValue: string | null) =>
    ({ targetResources: [{ modifiedProperties: [{ displayName, oldValue, newValue }] }] }) as unknown as DeviceAudit;
  const entries = [
    entry('registeredOwners', '"u2"', null),
    entry('registeredUsers', null, '"u1"'),
    entry('registeredOwners', null, '"u2"'),
    entry('model', null, '"X1"'),
  ];
  expect(peopleIn(entries)).toEqual(['u1', 'u2']);
});
