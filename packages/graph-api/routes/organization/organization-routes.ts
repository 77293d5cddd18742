import { type Route, route } from '../../routing/route.ts';
import { changeBranding, readBranding, removeBranding } from './branding-handlers.ts';
import { changeDomain, createDomain, deleteDomain, listAllDomains, readDomain } from './domain-handlers.ts';
import { listVerificationRecords, verify } from './domain-verification.ts';
import { changeOrganization, listOrganization, readOrganization } from './organization-handlers.ts';

/** @see Graph surface spec §11.4 */
export const organizationRoutes: readonly Route[] = [
  route('GET organization', listOrganization),
  route('GET organization/{}', readOrganization),
  route('PATCH organization/{}', changeOrganization),
  route('GET organization/{}/branding', readBranding),
  route('PATCH organization/{}/branding', changeBranding),
  route('DELETE organization/{}/branding', removeBranding),

  route('GET domains', listAllDomains),
  route('POST domains', createDomain),
  route('GET domains/{}', readDomain),
  route('PATCH domains/{}', changeDomain),
  route('DELETE domains/{}', deleteDomain),
  route('POST domains/{}/verify', verify),
  route('GET domains/{}/verificationDnsRecords', listVerificationRecords),
];
