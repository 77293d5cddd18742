import type { CreateGroup } from '@muster/directory';
import type { GraphApi, GraphRequest } from '../../routing/graph-request.ts';
import type { JsonObject } from '../../wire/json-body.ts';
import { readPatch } from '../../wire/read-patch.ts';
import { referencedIds } from '../objects/addressed-object.ts';

/**
 * Reads the body of a create or an update of a group, with the owners and members it binds.
 *
 * @throws AppError those of `readPatch`; RESOURCE_NOT_FOUND for an unknown user principal name
 */
export async function readGroupBody(
  api: GraphApi,
  request: GraphRequest,
  mode: 'create' | 'update',
  body: JsonObject,
): Promise<Required<Omit<CreateGroup, 'unitId'>>> {
  const patch = readPatch({ type: 'group', mode, body, knownExtensions: request.knownExtensions });
  return {
    properties: patch.properties,
    owners: await referencedIds(api, request, patch.references.owners),
    members: await referencedIds(api, request, patch.references.members),
  };
}
