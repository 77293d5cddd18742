import { isGuid } from '@muster/kernel';
import { invalid } from '../identity-providers/input-values.ts';
import type { Properties, PropertyValue } from '../objects/directory-object.ts';
import {
  type AccessTargets,
  type CollaborationSetting,
  type DefaultAccess,
  type PartnerAccess,
  type RedemptionOrder,
  redemptionFallbacks,
  redemptionSteps,
} from './cross-tenant-access.ts';

const mostTargets = 500;

/**
 * A patch of the default settings.
 *
 * @throws AppError PROPERTY_INVALID
 */
export function checkDefaultAccess(patch: Properties): Partial<DefaultAccess> {
  const checked: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(patch)) {
    if (name === 'invitationRedemptionIdentityProviderConfiguration') checked[name] = checkOrder(name, value);
    else if (name === 'automaticUserConsentSettings')
      throw invalid(name, 'only the settings for one directory can consent for its people');
    else checked[name] = checkCommon(name, value);
  }
  return checked as Partial<DefaultAccess>;
}

/**
 * A patch of a partner's settings; null goes back to the default.
 *
 * @throws AppError PROPERTY_INVALID
 */
export function checkPartnerAccess(patch: Properties): Partial<PartnerAccess> {
  const checked: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(patch)) {
    if (name === 'automaticUserConsentSettings') {
      const { inboundAllowed = null, outboundAllowed = null } = flags(name, value, [
        'inboundAllowed',
        'outboundAllowed',
      ]);
      checked[name] = { inboundAllowed, outboundAllowed };
    } else checked[name] = value === null ? null : checkCommon(name, value);
  }
  return checked as Partial<PartnerAccess>;
}

const trusts = ['isMfaAccepted', 'isCompliantDeviceAccepted', 'isHybridAzureADJoinedDeviceAccepted'];

function checkCommon(name: string, value: PropertyValue): unknown {
  if (name === 'b2bCollaborationInbound' || name === 'b2bCollaborationOutbound') return checkSetting(name, value);
  if (name === 'inboundTrust') {
    const given = flags(name, value, trusts);
    return Object.fromEntries(trusts.map((trust) => [trust, given[trust] ?? false]));
  }
  throw invalid(name, 'this directory does not have the setting');
}

function members(name: string, value: PropertyValue, known: readonly string[]): Properties {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) throw invalid(name, 'an object is expected');
  const given = Object.entries(value as Properties).filter(([member]) => !member.includes('@'));
  for (const [member] of given) if (!known.includes(member)) throw invalid(`${name}/${member}`, 'it is unknown');
  return Object.fromEntries(given);
}

function flags(name: string, value: PropertyValue, known: readonly string[]): Readonly<Record<string, boolean | null>> {
  const given = members(name, value, known);
  for (const [member, flag] of Object.entries(given)) {
    if (flag !== null && typeof flag !== 'boolean') throw invalid(`${name}/${member}`, 'true or false is expected');
  }
  return given as Readonly<Record<string, boolean | null>>;
}

function checkSetting(name: string, value: PropertyValue): CollaborationSetting {
  const { usersAndGroups = null, applications = null } = members(name, value, ['usersAndGroups', 'applications']);
  const people = checkTargets(`${name}/usersAndGroups`, usersAndGroups, 'AllUsers', ['user', 'group']);
  const apps = checkTargets(`${name}/applications`, applications, 'AllApplications', ['application']);
  // What nobody can reach, and people who can reach nothing, would be a setting that means the opposite of one half.
  if (blocksAll(people, 'AllUsers') !== blocksAll(apps, 'AllApplications')) {
    throw invalid(name, 'blocking all users and blocking all applications go together');
  }
  return { usersAndGroups: people, applications: apps };
}

/** True when the setting keeps everybody, or everything, out. */
export function blocksAll({ accessType, targets }: AccessTargets, all: string): boolean {
  return accessType === 'blocked' && targets.some(({ target }) => target === all);
}

function checkTargets(name: string, value: PropertyValue, all: string, types: readonly string[]): AccessTargets {
  const { accessType, targets } = members(name, value, ['accessType', 'targets']);
  if (accessType !== 'allowed' && accessType !== 'blocked') {
    throw invalid(`${name}/accessType`, 'allowed or blocked is expected');
  }
  if (!Array.isArray(targets) || targets.length === 0 || targets.length > mostTargets) {
    throw invalid(`${name}/targets`, `a list of 1 to ${mostTargets} targets is expected`);
  }
  const checked = targets.map((each: PropertyValue) => {
    const { target, targetType } = members(`${name}/targets`, each, ['target', 'targetType']);
    const isKnown = typeof target === 'string' && (target === all || isGuid(target) || isAppSuite(target, all));
    if (!isKnown || typeof targetType !== 'string' || !types.includes(targetType)) {
      throw invalid(`${name}/targets`, `${all} or a GUID, and one of ${types.join(', ')} as targetType are expected`);
    }
    return { target: isGuid(target) ? target.toLowerCase() : target, targetType };
  });
  return { accessType, targets: checked } as AccessTargets;
}

function isAppSuite(target: string, all: string): boolean {
  return all === 'AllApplications' && target === 'Office365';
}

function checkOrder(name: string, value: PropertyValue): RedemptionOrder {
  const order = members(name, value, ['primaryIdentityProviderPrecedenceOrder', 'fallbackIdentityProvider']);
  const { primaryIdentityProviderPrecedenceOrder: steps, fallbackIdentityProvider: fallback } = order;
  const isOrder =
    Array.isArray(steps) &&
    steps.length > 0 &&
    new Set(steps).size === steps.length &&
    steps.every((step) => (redemptionSteps as readonly PropertyValue[]).includes(step));
  if (!isOrder) {
    const reason = `each of ${redemptionSteps.join(', ')} at most once, and at least one of them, is expected`;
    throw invalid(`${name}/primaryIdentityProviderPrecedenceOrder`, reason);
  }
  if (!(redemptionFallbacks as readonly PropertyValue[]).includes(fallback ?? null)) {
    throw invalid(`${name}/fallbackIdentityProvider`, `one of ${redemptionFallbacks.join(', ')} is expected`);
  }
  return order as unknown as RedemptionOrder;
}
