import {
  createPartner,
  deletePartner,
  getDefaultAccess,
  getPartner,
  listPartners,
  type Properties,
  resetDefaultAccess,
  updateDefaultAccess,
  updatePartner,
} from '@muster/directory';
import { graphErrors } from '../../errors.ts';
import { type Handler, noContent } from '../../routing/graph-request.ts';
import { type Route, route } from '../../routing/route.ts';
import { readJsonObject } from '../../wire/json-body.ts';
import { answerCreatedRecord, answerRecord, answerRecords, type RecordType } from '../organization/record-answers.ts';
import {
  defaultType,
  partnerType,
  policyType,
  presentDefault,
  presentPartner,
  writableNames,
} from './present-cross-tenant.ts';

const partnersContext = 'policies/crossTenantAccessPolicy/partners';

/**
 * The members of a body under their names in the schema's spelling; the directory checks their values.
 *
 * @throws AppError BODY_UNREADABLE, BODY_UNKNOWN_PROPERTY, BODY_READ_ONLY_PROPERTY, BODY_DUPLICATE_PROPERTY
 */
function readSettings(text: string | undefined, type: RecordType, also: readonly string[] = []): Properties {
  const names = new Map(Object.keys(type.empty).map((name) => [name.toLowerCase(), name]));
  const settings: Record<string, Properties[string]> = {};
  for (const [written, value] of Object.entries(readJsonObject(text))) {
    if (written.includes('@')) continue;
    const property = names.get(written.toLowerCase());
    if (property === undefined) throw graphErrors.BODY_UNKNOWN_PROPERTY({ property: written, resource: type.name });
    if (Object.hasOwn(settings, property)) throw graphErrors.BODY_DUPLICATE_PROPERTY({ property });
    if (!writableNames.includes(property) && !also.includes(property)) {
      throw graphErrors.BODY_READ_ONLY_PROPERTY({ property });
    }
    settings[property] = value as Properties[string];
  }
  return settings;
}

const readPolicy: Handler = async (api, request) => {
  await getDefaultAccess(api.directory, request.caller);
  return answerRecord(request, 'policies/crossTenantAccessPolicy', policyType, {});
};

const readDefault: Handler = async (api, request) => {
  const { access, isServiceDefault } = await getDefaultAccess(api.directory, request.caller);
  const record = presentDefault(access, isServiceDefault);
  return answerRecord(request, 'policies/crossTenantAccessPolicy/default', defaultType, record);
};

const changeDefault: Handler = async (api, request) => {
  await updateDefaultAccess(api.directory, request.caller, readSettings(request.body, defaultType));
  return noContent;
};

const resetDefault: Handler = async (api, request) => {
  await resetDefaultAccess(api.directory, request.caller);
  return noContent;
};

const listAllPartners: Handler = async (api, request) => {
  const partners = await listPartners(api.directory, request.caller);
  return answerRecords(request, partnersContext, partnerType, partners.map(presentPartner));
};

const createOnePartner: Handler = async (api, request) => {
  const { tenantId, ...settings } = readSettings(request.body, partnerType, ['tenantId']);
  if (typeof tenantId !== 'string') {
    throw graphErrors.BODY_VALUE_REQUIRED({ property: 'tenantId', resource: partnerType.name });
  }
  const partner = await createPartner(api.directory, request.caller, tenantId, settings);
  const location = `${request.root}/${partnersContext}/${partner.tenantId}`;
  return answerCreatedRecord(request, partnersContext, partnerType, presentPartner(partner), location);
};

const readOnePartner: Handler = async (api, request) => {
  const partner = await getPartner(api.directory, request.caller, request.segments[2]!.key!);
  return answerRecord(request, partnersContext, partnerType, presentPartner(partner));
};

const changePartner: Handler = async (api, request) => {
  const settings = readSettings(request.body, partnerType);
  await updatePartner(api.directory, request.caller, request.segments[2]!.key!, settings);
  return noContent;
};

const deleteOnePartner: Handler = async (api, request) => {
  await deletePartner(api.directory, request.caller, request.segments[2]!.key!);
  return noContent;
};

const policy = 'policies/crossTenantAccessPolicy';

/** @see Graph surface spec §11.4 */
export const crossTenantRoutes: readonly Route[] = [
  route(`GET ${policy}`, readPolicy),
  route(`GET ${policy}/default`, readDefault),
  route(`PATCH ${policy}/default`, changeDefault),
  route(`POST ${policy}/default/resetToSystemDefault`, resetDefault),
  route(`GET ${policy}/partners`, listAllPartners),
  route(`POST ${policy}/partners`, createOnePartner),
  route(`GET ${policy}/partners/{}`, readOnePartner),
  route(`PATCH ${policy}/partners/{}`, changePartner),
  route(`DELETE ${policy}/partners/{}`, deleteOnePartner),
];
