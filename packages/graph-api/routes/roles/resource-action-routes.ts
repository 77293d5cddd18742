import { allResourceActions, directoryErrors, listRoleDefinitions, resourceNamespace } from '@muster/directory';
import type { GraphApi, GraphRequest, Handler } from '../../routing/graph-request.ts';
import { type Route, route } from '../../routing/route.ts';
import { answerRecord } from '../organization/record-answers.ts';
import { answerRoleRecords } from './answer-role-records.ts';
import { presentResourceAction, resourceActionType, resourceNamespaceType, typeIn } from './role-records.ts';

const path = 'roleManagement/directory/resourceNamespaces';
const namespace = { id: resourceNamespace, name: resourceNamespace };

/** The catalogue is the same for everybody; it takes the right to read roles. */
async function requireNamespace(api: GraphApi, request: GraphRequest): Promise<void> {
  await listRoleDefinitions(api.directory, request.caller);
  const id = request.segments[2]?.key ?? resourceNamespace;
  if (id.toLowerCase() !== resourceNamespace) throw directoryErrors.RESOURCE_NOT_FOUND({ id });
}

const list: Handler = async (api, request) => {
  await requireNamespace(api, request);
  return answerRoleRecords(request, path, resourceNamespaceType, [namespace]);
};

const read: Handler = async (api, request) => {
  await requireNamespace(api, request);
  return answerRecord(request, path, resourceNamespaceType, namespace);
};

const context = `${path}('${resourceNamespace}')/resourceActions`;

const listActions: Handler = async (api, request) => {
  await requireNamespace(api, request);
  const type = typeIn(request.version, resourceActionType);
  return answerRoleRecords(request, context, type, allResourceActions.map(presentResourceAction));
};

const readAction: Handler = async (api, request) => {
  await requireNamespace(api, request);
  const id = request.segments[3]!.key!;
  const record = allResourceActions.map(presentResourceAction).find((each) => each.id === id);
  if (record === undefined) throw directoryErrors.RESOURCE_NOT_FOUND({ id });
  return answerRecord(request, context, typeIn(request.version, resourceActionType), record);
};

/** @see Graph surface spec §11.5 */
export const resourceActionRoutes: readonly Route[] = [
  route(`GET ${path}`, list),
  route(`GET ${path}/{}`, read),
  route(`GET ${path}/{}/resourceActions`, listActions),
  route(`GET ${path}/{}/resourceActions/{}`, readAction),
];
