import { directoryErrors, getOrganization, type PropertyTable, text, updateOrganization } from '@muster/directory';
import { type GraphRequest, type Handler, noContent } from '../../routing/graph-request.ts';
import { readRecordBody } from './read-record-body.ts';
import { answerRecord, type RecordType } from './record-answers.ts';

/** What pages look like, as far as this directory lets that be changed: one colour. */
const brandingType: RecordType = { name: 'organizationalBranding', empty: { id: '0', backgroundColor: null } };
const brandingTable: PropertyTable = { backgroundColor: text(7) };

const keyOf = (request: GraphRequest) => request.segments[0]!.key!.toLowerCase();

export const readBranding: Handler = async (api, request) => {
  const { organization } = await getOrganization(api.directory, request.caller);
  const id = keyOf(request);
  if (organization.id !== id) throw directoryErrors.RESOURCE_NOT_FOUND({ id });
  const { backgroundColor = null } = (organization.properties.branding ?? {}) as { backgroundColor?: string | null };
  return answerRecord(request, `organization('${id}')/branding`, brandingType, { id: '0', backgroundColor });
};

export const changeBranding: Handler = async (api, request) => {
  const branding = readRecordBody(request.body, brandingTable, 'OrganizationalBranding');
  await updateOrganization(api.directory, request.caller, keyOf(request), { branding });
  return noContent;
};

export const removeBranding: Handler = async (api, request) => {
  await updateOrganization(api.directory, request.caller, keyOf(request), { branding: null });
  return noContent;
};
