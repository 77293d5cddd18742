import { directoryErrors } from '../errors.ts';
import type { Properties, PropertyValue } from '../objects/directory-object.ts';
import { type AppRole, appRolesOf, noAppRoleId } from './app-role.ts';

const mostRoles = 400;
const longestValue = 120;
const longestName = 100;
const longestDescription = 1024;
/** Every visible character of ASCII that Entra takes: no quotes, no backslash. */
const valueForm = /^[A-Za-z0-9:!#$%&'()*+,\-./;<=>?@[\]^_`{|}~]+$/;
const memberTypes = ['User', 'Application'] as const;

const property = 'appRoles';
const invalid = (reason: string) => directoryErrors.PROPERTY_INVALID({ property, reason });

/** Roles as they are kept: with all their members, in the spelling of the schema. */
export function storedAppRoles(given: PropertyValue | undefined): PropertyValue | undefined {
  if (!Array.isArray(given)) return given;
  return (given as readonly Properties[]).map((role) => ({
    allowedMemberTypes: typesOf(role.allowedMemberTypes),
    description: role.description ?? null,
    displayName: role.displayName ?? null,
    id: role.id ?? null,
    isEnabled: role.isEnabled !== false,
    value: role.value ?? null,
  }));
}

function typesOf(given: PropertyValue | undefined): PropertyValue {
  const names = Array.isArray(given) ? (given as readonly PropertyValue[]) : [];
  const known = names.map((name) => memberTypes.find((each) => each.toLowerCase() === String(name).toLowerCase()));
  if (known.length === 0 || known.includes(undefined))
    throw invalid('allowedMemberTypes are User, Application or both');
  return memberTypes.filter((each) => known.includes(each));
}

/**
 * Whether an application's roles make sense together.
 *
 * @throws AppError PROPERTY_INVALID
 * @see "appRole resource type"; "Declare app roles for an application": values have up to 120 characters and no spaces,
 *   and do not begin with a full stop
 */
export function checkAppRoles(properties: Properties): void {
  const roles = appRolesOf(properties);
  if (roles.length > mostRoles) throw invalid(`${roles.length} roles; the limit is ${mostRoles}`);
  const seen = new Set<string>();
  for (const role of roles) {
    checkRole(role);
    // A value and an id never look alike.
    for (const key of role.value === null ? [role.id] : [role.id, role.value]) {
      if (seen.has(key)) throw invalid(`\`${key}\` stands there twice: id and value are unique`);
      seen.add(key);
    }
  }
}

function checkRole({ id, value, displayName, description }: AppRole): void {
  if (typeof id !== 'string' || id === noAppRoleId) throw invalid('each has an id of its own');
  if (!displayName || displayName.length > longestName) {
    throw invalid(`each has a displayName of up to ${longestName} characters`);
  }
  if (!description || description.length > longestDescription) {
    throw invalid(`each has a description of up to ${longestDescription} characters`);
  }
  if (value === null) return;
  if (value.length > longestValue || !valueForm.test(value) || value.startsWith('.')) {
    throw invalid(
      `\`${value}\` is no value: up to ${longestValue} letters, digits and signs, no space, no dot before them`,
    );
  }
}

/**
 * Holds changes to the rule that nothing changes or goes that is enabled: whoever wants a role away disables it first.
 *
 * @throws AppError APP_ROLE_ENABLED
 */
export function checkAppRoleChange(before: Properties, after: Properties): void {
  const next = new Map(appRolesOf(after).map((role) => [role.id, role]));
  for (const role of appRolesOf(before)) {
    if (!role.isEnabled) continue;
    const now = next.get(role.id);
    if (now === undefined || now.value !== role.value)
      throw directoryErrors.APP_ROLE_ENABLED({ role: role.value ?? role.id });
  }
}
