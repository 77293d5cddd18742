import type { CreateGroup } from '@muster/directory';
import { graphErrors } from '../../errors.ts';
import { readCustomOption } from '../../odata/custom-options.ts';
import type { GraphApi, GraphRequest } from '../../routing/graph-request.ts';
import type { JsonObject } from '../../wire/json-body.ts';
import { readPatch } from '../../wire/read-patch.ts';
import { referencedIds } from '../objects/addressed-object.ts';

/**
 * Reads the body of a create or an update of a group, with the owners and members it binds.
 *
 * @throws AppError those of `readPatch`; QUERY_INVALID_OPTION; RESOURCE_NOT_FOUND for an unknown user principal name
 */
export async function readGroupBody(
  api: GraphApi,
  request: GraphRequest,
  mode: 'create' | 'update',
  body: JsonObject,
): Promise<Required<Omit<CreateGroup, 'unitId'>>> {
  const ignored = readCustomOption(request.queryString, 'ignoreRuleTests') ?? 'false';
  if (ignored !== 'true' && ignored !== 'false') {
    throw graphErrors.QUERY_INVALID_OPTION({ option: 'ignoreRuleTests', reason: 'it is true or false' });
  }
  const patch = readPatch({ type: 'group', mode, body, knownExtensions: request.knownExtensions });
  return {
    properties: patch.properties,
    owners: await referencedIds(api, request, patch.references.owners),
    members: await referencedIds(api, request, patch.references.members),
    ignoresRuleTests: ignored === 'true',
  };
}
