import { getDomain, getOrganization, listDomains, systemCaller, verifyDomain } from '@muster/directory';
import type { Handler } from '../../routing/graph-request.ts';
import { dnsRecordType, domainType, presentDomain, presentVerificationRecord } from './present-domain.ts';
import { answerRecord, answerRecords } from './record-answers.ts';

/** Looks for the directory's text record in the domain's public DNS. */
export const verify: Handler = async (api, request) => {
  const { directory, findTextRecord } = api;
  const domain = await verifyDomain(directory, request.caller, request.segments[0]!.key!, findTextRecord);
  const domains = await listDomains(directory, request.caller);
  return answerRecord(request, 'domains', domainType, presentDomain(domain, domains));
};

export const listVerificationRecords: Handler = async (api, request) => {
  const domain = await getDomain(api.directory, request.caller, request.segments[0]!.key!);
  // The directory's id, which the record holds, is no secret: who may read domains need not read the organization.
  const { organization } = await getOrganization(api.directory, systemCaller);
  const context = `domains('${domain.id}')/verificationDnsRecords`;
  return answerRecords(request, context, dnsRecordType, [presentVerificationRecord(domain, organization.id)]);
};
