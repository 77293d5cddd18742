import {
  complex,
  directoryErrors,
  flag,
  getOrganization,
  groupProperties,
  integer,
  type PropertyTable,
  readOnly,
  text,
  texts,
  updateOrganization,
} from '@muster/directory';
import { type Handler, noContent } from '../../routing/graph-request.ts';
import { organizationType, presentOrganization } from './present-organization.ts';
import { readRecordBody } from './read-record-body.ts';
import { answerRecord, answerRecords } from './record-answers.ts';

const notifications = texts(1024);

/** What a body may name: everything else of the type is read-only. */
const organizationTable: PropertyTable = {
  ...Object.fromEntries(Object.keys(organizationType.empty).map((name) => [name, flag(readOnly)])),
  bannedPasswords: texts(16),
  marketingNotificationEmails: notifications,
  membershipGuard: groupProperties.membershipGuard!,
  privacyProfile: complex({ contactEmail: 'String', statementUrl: 'String' }),
  ruleDialect: text(16, { isNullable: false }),
  securityComplianceNotificationMails: notifications,
  securityComplianceNotificationPhones: notifications,
  signInLogDays: integer(),
  technicalNotificationMails: notifications,
};

export const listOrganization: Handler = async (api, request) => {
  const { organization, domains } = await getOrganization(api.directory, request.caller);
  return answerRecords(request, 'organization', organizationType, [presentOrganization(organization, domains)]);
};

export const readOrganization: Handler = async (api, request) => {
  const { organization, domains } = await getOrganization(api.directory, request.caller);
  const id = request.segments[0]!.key!;
  if (organization.id !== id.toLowerCase()) throw directoryErrors.RESOURCE_NOT_FOUND({ id });
  return answerRecord(request, 'organization', organizationType, presentOrganization(organization, domains));
};

export const changeOrganization: Handler = async (api, request) => {
  const patch = readRecordBody(request.body, organizationTable, 'Organization');
  await updateOrganization(api.directory, request.caller, request.segments[0]!.key!, patch);
  return noContent;
};
