import type { Domain, Organization } from '@muster/directory';
import type { Instant, ObjectId } from '@muster/kernel';
import { expect, it } from 'vitest';
import { presentDomain, presentVerificationRecord } from './present-domain.ts';
import { presentOrganization } from './present-organization.ts';

const tenant = '11111111-2222-4333-8444-555555555555' as ObjectId;
const now = Date.UTC(2024, 0, 2, 3, 4, 5) as Instant;
const domain = (id: string, facts: Partial<Domain> = {}): Domain => ({
  id,
  isDefault: false,
  isInitial: false,
  isVerified: true,
  createdAt: now,
  ...facts,
});
const domains = [
  domain('contoso.example', { isInitial: true, isDefault: true }),
  domain('sales.contoso.example'),
  domain('new.example', { isVerified: false }),
];

it('the organization shows its verified domains and what was set', () => {
  const organization: Organization = {
    id: tenant,
    displayName: 'Contoso',
    createdDateTime: now,
    properties: { technicalNotificationMails: ['it@contoso.example'], privacyProfile: { contactEmail: 'p@x.example' } },
  };
  expect(presentOrganization(organization, domains)).toEqual({
    id: tenant,
    displayName: 'Contoso',
    createdDateTime: '2024-01-02T03:04:05Z',
    technicalNotificationMails: ['it@contoso.example'],
    privacyProfile: { contactEmail: 'p@x.example', statementUrl: null },
    verifiedDomains: [
      { capabilities: 'None', isDefault: true, isInitial: true, name: 'contoso.example', type: 'Managed' },
      { capabilities: 'None', isDefault: false, isInitial: false, name: 'sales.contoso.example', type: 'Managed' },
    ],
  });
});

it('a domain below another one is no root', () => {
  expect(domains.map((each) => presentDomain(each, domains).isRoot)).toEqual([true, false, true]);
});

it('the verification record holds the text to publish', () => {
  expect(presentVerificationRecord(domains[2]!, tenant)).toMatchObject({
    label: 'new.example',
    text: `muster-domain-verification=${tenant}.new.example`,
  });
});
