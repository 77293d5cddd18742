import type { ObjectType, WantedProperties } from '@muster/directory';
import { defaultProperties, type GraphVersion } from '../../capabilities/default-properties.ts';
import type { Select } from '../../odata/select.ts';

/** Worked out from other properties of the group. */
const derived = 'membershipRuleProcessingStatus';

/** The properties that an answer is made of, for those types of which it does not take all. */
export function wantedProperties(
  select: Select,
  types: readonly ObjectType[],
  version: GraphVersion,
): WantedProperties {
  if (select.kind === 'all') return {};
  const asked = (type: ObjectType) => (select.kind === 'names' ? select.names : defaultProperties(type, version));
  // Who may see whom a rule is tested with stands in the visibility of the members.
  const withVisibility = (names: readonly string[]) =>
    names.includes('membershipRuleTests') ? [...names, 'visibility'] : names;
  // What the directory's own API declares is not kept with it: it is known by its id.
  const namesFor = (type: ObjectType) =>
    type === 'servicePrincipal' ? [...asked(type), 'appId'] : withVisibility(asked(type));
  const chosen = types.map((type) => [type, namesFor(type)] as const);
  return Object.fromEntries(chosen.filter(([, names]) => !names.includes(derived)));
}
