import { type Held, isAllowed, nameApprovals } from '@muster/directory';
import type { GraphApi, GraphRequest } from '../../routing/graph-request.ts';
import type { JsonMembers } from '../../wire/present-object.ts';
import type { ExpandRecords } from '../roles/answer-role-records.ts';
import { presentRoleDefinition } from '../roles/role-records.ts';

/** Where a request names what is expanded. */
const namedBy: Readonly<Record<string, string>> = {
  principal: 'principalId',
  directoryScope: 'directoryScopeId',
  group: 'groupId',
};

/**
 * Expands requests that wait for the person who is signed in: what they may read as everywhere, and of everything else that a
 * request is about the name.
 *
 * @param expandRecords for whoever may read it
 */
export function expandApprovals(
  api: GraphApi,
  request: GraphRequest,
  type: Held['type'],
  expandRecords: ExpandRecords,
): ExpandRecords {
  let names: ReturnType<typeof nameApprovals> | undefined;
  const read = () => (names ??= nameApprovals(api.directory, request.caller, type));
  return (relation, records) => {
    if (relation === 'roleDefinition' && type === 'role' && !isAllowed(request.caller.actor, 'read roles')) {
      return read().then(({ roles }) => {
        const shown = new Map<unknown, JsonMembers>(roles.map((role) => [role.id, presentRoleDefinition(role)]));
        return records.map((each) => ({ ...each, roleDefinition: shown.get(each.roleDefinitionId) ?? null }));
      });
    }
    const found = expandRecords(relation, records);
    const member = namedBy[relation];
    if (found === undefined || member === undefined) return found;
    return found.then(async (expanded) => {
      // The whole directory is no object.
      if (expanded.every((each) => each[relation] !== null || each[member] === '/')) return expanded;
      const { objects } = await read();
      const shown = new Map(objects.map((each) => [each.id as string, each]));
      return expanded.map((each) => {
        const object = shown.get(String(each[member]).split('/').at(-1)!);
        if (each[relation] !== null || object === undefined) return each;
        const { id, displayName } = object;
        return { ...each, [relation]: { '@odata.type': `#microsoft.graph.${object.type}`, id, displayName } };
      });
    });
  };
}
