import {
  addDomain,
  directoryErrors,
  flag,
  integer,
  listDomains,
  makeDomainDefault,
  type PropertyTable,
  readOnly,
  removeDomain,
  required,
  setPasswordValidity,
  text,
} from '@muster/directory';
import { graphErrors } from '../../errors.ts';
import { type Handler, noContent } from '../../routing/graph-request.ts';
import { domainType, neverExpires, presentDomain } from './present-domain.ts';
import { readRecordBody } from './read-record-body.ts';
import { answerCreatedRecord, answerRecord, answerRecords } from './record-answers.ts';

const fixed: PropertyTable = Object.fromEntries(Object.keys(domainType.empty).map((name) => [name, flag(readOnly)]));
const newDomain: PropertyTable = { ...fixed, id: text(253, required) };
const domainPatch: PropertyTable = { ...fixed, isDefault: flag(), passwordValidityPeriodInDays: integer() };

export const listAllDomains: Handler = async (api, request) => {
  const domains = await listDomains(api.directory, request.caller);
  const records = domains.map((domain) => presentDomain(domain, domains));
  return answerRecords(request, 'domains', domainType, records);
};

export const readDomain: Handler = async (api, request) => {
  const id = request.segments[0]!.key!;
  const domains = await listDomains(api.directory, request.caller);
  const domain = domains.find((each) => each.id === id.toLowerCase());
  if (domain === undefined) throw directoryErrors.RESOURCE_NOT_FOUND({ id });
  return answerRecord(request, 'domains', domainType, presentDomain(domain, domains));
};

export const createDomain: Handler = async (api, request) => {
  const { id } = readRecordBody(request.body, newDomain, 'Domain');
  const domain = await addDomain(api.directory, request.caller, id as string);
  const domains = await listDomains(api.directory, request.caller);
  const location = `${request.root}/domains/${domain.id}`;
  return answerCreatedRecord(request, 'domains', domainType, presentDomain(domain, domains), location);
};

/** What can be changed of a domain: that it is the default one, and how long passwords in it are valid. */
export const changeDomain: Handler = async (api, request) => {
  const id = request.segments[0]!.key!;
  const { isDefault, passwordValidityPeriodInDays: days } = readRecordBody(request.body, domainPatch, 'Domain');
  if (isDefault === undefined && days === undefined) {
    throw graphErrors.BODY_VALUE_REQUIRED({ property: 'isDefault', resource: 'Domain' });
  }
  if (isDefault !== undefined && isDefault !== true) {
    const reason = 'make another domain the default one instead';
    throw graphErrors.BODY_INVALID_VALUE({ property: 'isDefault', resource: 'Domain', reason });
  }
  if (days !== undefined) {
    const validity = days === neverExpires ? null : (days as number | null);
    await setPasswordValidity(api.directory, request.caller, id, validity);
  }
  if (isDefault === true) await makeDomainDefault(api.directory, request.caller, id);
  return noContent;
};

export const deleteDomain: Handler = async (api, request) => {
  await removeDomain(api.directory, request.caller, request.segments[0]!.key!);
  return noContent;
};
