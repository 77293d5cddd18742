import { getObjectsById, listRoleDefinitions, listShownRoles } from '@muster/directory';
import { toObjectId } from '@muster/kernel';
import { defaultSelect } from '../../odata/select.ts';
import type { GraphApi, GraphRequest } from '../../routing/graph-request.ts';
import type { JsonMembers } from '../../wire/present-object.ts';
import { presentObjects } from '../objects/present-objects.ts';
import type { ExpandRecords } from './answer-role-records.ts';
import { presentRoleDefinition } from './role-records.ts';

/** What can be expanded of everything that says who holds a role: the principal, the role and the scope. */
export const expandRoleRecords = (api: GraphApi, request: GraphRequest) => expander(api, request, listRoleDefinitions);

/** The same of what is the person's own, who sees these roles whoever they are. */
export const expandOwnRoleRecords = (api: GraphApi, request: GraphRequest) => expander(api, request, listShownRoles);

const expander =
  (api: GraphApi, request: GraphRequest, listRoles: typeof listRoleDefinitions): ExpandRecords =>
  (relation, records) => {
    if (relation === 'roleDefinition') return withDefinitions(api, request, records, listRoles);
    if (relation === 'principal') return expandObjects(api, request, records, 'principal', (each) => each.principalId);
    if (relation !== 'directoryScope') return undefined;
    return expandObjects(api, request, records, 'directoryScope', (each) =>
      String(each.directoryScopeId).split('/').at(-1),
    );
  };

async function withDefinitions(
  api: GraphApi,
  request: GraphRequest,
  records: readonly JsonMembers[],
  listRoles: typeof listRoleDefinitions,
): Promise<readonly JsonMembers[]> {
  const roles = await listRoles(api.directory, request.caller);
  const shown = new Map(roles.map((role) => [role.id, presentRoleDefinition(role)]));
  return records.map((each) => ({ ...each, roleDefinition: shown.get(each.roleDefinitionId as string) ?? null }));
}

const principalTypes = ['user', 'group', 'servicePrincipal', 'application', 'administrativeUnit'] as const;

/** Adds the objects that records name. */
export async function expandObjects(
  api: GraphApi,
  request: GraphRequest,
  records: readonly JsonMembers[],
  relation: string,
  idOf: (record: JsonMembers) => unknown,
): Promise<readonly JsonMembers[]> {
  const ids = [...new Set(records.flatMap((each) => toObjectId(String(idOf(each))) ?? []))];
  const shown = new Map<string, JsonMembers>();
  for (let i = 0; i < ids.length; i += 1000) {
    const objects = await getObjectsById(api.directory, request.caller, ids.slice(i, i + 1000), principalTypes);
    const presented = await presentObjects(api, request, objects, { select: defaultSelect, isPolymorphic: true });
    for (const [k, object] of objects.entries()) shown.set(object.id, presented[k]!);
  }
  return records.map((each) => ({ ...each, [relation]: shown.get(String(idOf(each))) ?? null }));
}
