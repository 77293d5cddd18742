import type { Instant } from '@muster/kernel';
import type { RuleDialect } from '@muster/rules';
import type { Caller } from '../actors/caller.ts';
import { authorize, isAllowed, reaches } from '../authorization/authorize.ts';
import { changeDirectory } from '../changes/change-directory.ts';
import type { Directory } from '../context.ts';
import { passwordProtectionNames, problemOfPasswordProtection } from '../credentials/password-protection.ts';
import { directoryErrors } from '../errors.ts';
import { problemOfGuard } from '../guard/guard-limits.ts';
import type { PropertyValue } from '../objects/directory-object.ts';
import type { Domain, Organization } from '../ports/settings-store.ts';
import { changeRuleDialect, checkRuleDialect } from './rule-dialect.ts';

/**
 * Members of `organization` that can be changed, each a list of texts but for `privacyProfile`, `branding` and those that are not in
 * Graph: `membershipGuard`, how much the pass of a rule may move unasked, `ruleDialect`, the language of rules, and what
 * concerns passwords.
 */
const changeable: readonly string[] = [
  ...passwordProtectionNames,
  'branding',
  'membershipGuard',
  'marketingNotificationEmails',
  'privacyProfile',
  'ruleDialect',
  'securityComplianceNotificationMails',
  'securityComplianceNotificationPhones',
  'technicalNotificationMails',
];

/** The directory itself, as far as somebody sees it. */
export type SeenOrganization = Omit<Organization, 'createdDateTime'> & { readonly createdDateTime: Instant | null };

/**
 * The directory itself. Guests see its name and its domains, as `visibility.ts` says.
 *
 * @throws AppError INSUFFICIENT_PRIVILEGES, DIRECTORY_NOT_SET_UP
 */
export async function getOrganization(
  directory: Directory,
  caller: Caller,
): Promise<{ organization: SeenOrganization; domains: readonly Domain[] }> {
  const isWhole = isOrganizationWhole(caller);
  return directory.store.read(async (session) => {
    const organization = await session.settings.organization();
    if (organization === undefined) throw directoryErrors.DIRECTORY_NOT_SET_UP({});
    const domains = await session.settings.domains();
    return {
      organization: isWhole ? organization : { ...organization, createdDateTime: null, properties: {} },
      domains,
    };
  });
}

/** @throws AppError INSUFFICIENT_PRIVILEGES when the caller may not see even the name and the domains */
function isOrganizationWhole(caller: Caller): boolean {
  const { actor } = caller;
  if (isAllowed(actor, 'read the organization')) return true;
  const isGuest = actor.kind === 'user' && actor.rights.level !== 'member';
  if (!isGuest || !reaches(actor, 'read the organization')) authorize(caller, 'read the organization');
  return false;
}

/**
 * @param patch the members that can be changed, in their Graph form
 * @throws AppError INSUFFICIENT_PRIVILEGES, RESOURCE_NOT_FOUND, PROPERTY_READ_ONLY, PROPERTY_INVALID, RULE_DIALECT_NEEDED
 */
export async function updateOrganization(
  directory: Directory,
  caller: Caller,
  id: string,
  patch: Readonly<Record<string, PropertyValue>>,
): Promise<void> {
  authorize(caller, 'update the organization');
  for (const [property, value] of Object.entries(patch)) {
    if (!changeable.includes(property)) throw directoryErrors.PROPERTY_READ_ONLY({ property });
    checkMember(property, value);
  }
  const { ruleDialect } = patch;
  // Alone, so that of two changes at a time neither is lost.
  await changeDirectory(directory, caller, 'update-organization', 'exclusive', async (change) => {
    const before = await change.session.settings.organization();
    if (before === undefined || before.id !== id.toLowerCase()) throw directoryErrors.RESOURCE_NOT_FOUND({ id });
    if (ruleDialect !== undefined) await changeRuleDialect(change, ruleDialect as RuleDialect);
    await change.session.settings.saveOrganization({ ...before, properties: { ...before.properties, ...patch } });
    const changes = Object.entries(patch).map(([name, value]) => [name, [before.properties[name] ?? null, value]]);
    change.fact({ type: 'organization', id: before.id }, 'update', Object.fromEntries(changes));
  });
}

function checkMember(property: string, value: PropertyValue): void {
  if (property === 'ruleDialect') {
    checkRuleDialect(value);
    return;
  }
  const isOfPasswords = passwordProtectionNames.includes(property);
  if (property === 'membershipGuard' || isOfPasswords) {
    const problem = isOfPasswords ? problemOfPasswordProtection(property, value) : problemOfGuard(value);
    if (problem !== undefined) throw directoryErrors.PROPERTY_INVALID({ property, reason: problem });
    return;
  }
  if (property === 'branding') {
    const { backgroundColor = null, ...others } = (value ?? {}) as Readonly<Record<string, PropertyValue>>;
    const isColor = backgroundColor === null || /^#[0-9a-f]{6}$/i.test(String(backgroundColor));
    if (isColor && Object.keys(others).length === 0) return;
    throw directoryErrors.PROPERTY_INVALID({ property: 'backgroundColor', reason: '`#` and six digits are expected' });
  }
  if (property === 'privacyProfile') {
    const fields = value as Readonly<Record<string, PropertyValue>> | null;
    const isProfile = fields === null || (typeof fields === 'object' && !Array.isArray(fields));
    const known = isProfile && Object.keys(fields ?? {}).every((f) => f === 'contactEmail' || f === 'statementUrl');
    if (known && Object.values(fields ?? {}).every((v) => v === null || typeof v === 'string')) return;
    throw directoryErrors.PROPERTY_INVALID({ property, reason: 'contactEmail and statementUrl are expected' });
  }
  const isTexts = Array.isArray(value) && value.every((v) => typeof v === 'string' && v.length <= 1024);
  if (!isTexts || value.length > 50) {
    throw directoryErrors.PROPERTY_INVALID({ property, reason: 'a list of up to 50 texts is expected' });
  }
}
