import { expect, test } from 'vitest';
import { defaultProperties } from '../../capabilities/default-properties.ts';
import { defaultSelect, type Select } from '../../odata/select.ts';
import { wantedProperties } from './wanted-properties.ts';

const names = (...selected: string[]): Select => ({ kind: 'names', names: selected, relations: [] });

test.each<[string, Select, 'v1.0' | 'beta', ReturnType<typeof wantedProperties>]>([
  ['what is selected', names('id', 'mail'), 'v1.0', { user: ['id', 'mail'], group: ['id', 'mail'] }],
  [
    'what is shown without a selection',
    defaultSelect,
    'v1.0',
    { user: defaultProperties('user', 'v1.0'), group: defaultProperties('group', 'v1.0') },
  ],
  ['everything of a group whose status is derived', defaultSelect, 'beta', { user: defaultProperties('user', 'beta') }],
  ['everything where the status is selected', names('membershipRuleProcessingStatus'), 'v1.0', {}],
  ['everything', { kind: 'all' }, 'v1.0', {}],
])('an answer wants %s', (_what, select, version, expected) => {
  expect(wantedProperties(select, ['user', 'group'], version)).toEqual(expected);
});
