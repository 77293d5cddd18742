import type { Caller } from '../actors/caller.ts';
import { authorize } from '../authorization/authorize.ts';
import { changeDirectory } from '../changes/change-directory.ts';
import type { Directory } from '../context.ts';
import { invalid } from '../identity-providers/input-values.ts';
import type { Properties, PropertyValue } from '../objects/directory-object.ts';
import { checkDomainName } from '../organization/check-domain-name.ts';
import type { ReadSession } from '../ports/directory-store.ts';

/** Whom this directory invites, and what invitations are like. */
export interface InvitationPolicy {
  /** Only addresses of these domains may come; null when there is no such list. Never beside the other list. */
  readonly allowedDomains: readonly string[] | null;
  /** Addresses of these domains may not come; null when there is no such list. */
  readonly blockedDomains: readonly string[] | null;
  /** How long an invitation can be redeemed, 1 to 365 days. */
  readonly lifeDays: number;
  /** Hosts to which `inviteRedirectUrl` may lead besides the directory's own domains: `apps.example.com`, `localhost:3000`. */
  readonly redirectHosts: readonly string[];
}

/** The policy as long as nobody has changed it. */
export const defaultInvitationPolicy: InvitationPolicy = {
  allowedDomains: null,
  blockedDomains: null,
  lifeDays: 90,
  redirectHosts: [],
};

/** Longest list of domains: characters with a comma between two. @see B2B and governance spec §1.3 */
export const longestDomainList = 25_000;
/** Most hosts to which invitations may lead. */
export const mostRedirectHosts = 100;
const longestLifeDays = 365;
const documentName = 'invitation-policy';

/** The policy as stored. One statement. */
export async function readInvitationPolicy(session: ReadSession): Promise<InvitationPolicy> {
  const stored = (await session.settings.document(documentName)) ?? {};
  return { ...defaultInvitationPolicy, ...(stored as Partial<InvitationPolicy>) };
}

/** @throws AppError INSUFFICIENT_PRIVILEGES */
export async function getInvitationPolicy(directory: Directory, caller: Caller): Promise<InvitationPolicy> {
  authorize(caller, 'read external collaboration policies');
  return directory.store.read(readInvitationPolicy);
}

/**
 * Changes members of the policy; it counts from the next invitation and the next redemption on. One kind of list takes
 * the place of the other; null takes a list away.
 *
 * @throws AppError INSUFFICIENT_PRIVILEGES, PROPERTY_INVALID, DOMAIN_INVALID
 */
export async function updateInvitationPolicy(directory: Directory, caller: Caller, patch: Properties): Promise<void> {
  authorize(caller, 'change external collaboration policies');
  const checked = checkPolicy(patch);
  await changeDirectory(directory, caller, 'update-invitation-policy', 'exclusive', async (change) => {
    const before = await readInvitationPolicy(change.session);
    const after = { ...before, ...checked } as InvitationPolicy;
    await change.session.settings.saveDocument(documentName, after as unknown as PropertyValue);
    const names = Object.keys(checked) as (keyof InvitationPolicy)[];
    const changes = names.map((name) => [name, [before[name], after[name]]] as const);
    change.fact({ type: 'policy', id: 'b2bManagementPolicy' }, 'update', Object.fromEntries(changes));
  });
}

function checkPolicy(patch: Properties): Properties {
  const { allowedDomains, blockedDomains, lifeDays, redirectHosts, ...others } = patch;
  const [unknown] = Object.keys(others);
  if (unknown !== undefined) throw invalid(unknown, 'there is no such setting');
  const checked: Record<string, PropertyValue> = { ...checkLists(allowedDomains, blockedDomains) };
  if (lifeDays !== undefined) {
    const isLife = typeof lifeDays === 'number' && Number.isInteger(lifeDays) && lifeDays >= 1;
    if (!isLife || lifeDays > longestLifeDays) {
      throw invalid('lifeDays', `a whole number of days from 1 to ${longestLifeDays} is expected`);
    }
    checked.lifeDays = lifeDays;
  }
  if (redirectHosts !== undefined) checked.redirectHosts = checkHosts(redirectHosts);
  return checked;
}

function checkLists(allowed: PropertyValue | undefined, blocked: PropertyValue | undefined): Properties {
  const isGiven = (value: PropertyValue | undefined) => value !== undefined && value !== null;
  if (isGiven(allowed) && isGiven(blocked)) {
    throw invalid('blockedDomains', 'there is a list of allowed or of blocked domains, never both');
  }
  if (isGiven(allowed)) return { allowedDomains: checkDomains('allowedDomains', allowed!), blockedDomains: null };
  if (isGiven(blocked)) return { allowedDomains: null, blockedDomains: checkDomains('blockedDomains', blocked!) };
  return {
    ...(allowed === null ? { allowedDomains: null } : {}),
    ...(blocked === null ? { blockedDomains: null } : {}),
  };
}

function checkDomains(name: string, value: PropertyValue): readonly string[] {
  const domains = textsOf(name, value).map(checkDomainName);
  const unique = [...new Set(domains)].sort();
  const length = unique.join(',').length;
  if (length > longestDomainList) {
    throw invalid(name, `the list has ${length} characters; the limit is ${longestDomainList}`);
  }
  return unique;
}

function checkHosts(value: PropertyValue): readonly string[] {
  const hosts = textsOf('redirectHosts', value).map((host) => host.toLowerCase());
  if (hosts.length > mostRedirectHosts) throw invalid('redirectHosts', `at most ${mostRedirectHosts} hosts`);
  for (const host of hosts) {
    const isHost = URL.canParse(`https://${host}`) && new URL(`https://${host}`).host === host;
    if (!isHost) throw invalid('redirectHosts', 'hosts such as apps.example.com or localhost:3000 are expected');
  }
  return [...new Set(hosts)].sort();
}

function textsOf(name: string, value: PropertyValue): readonly string[] {
  const isList = Array.isArray(value) && value.every((each) => typeof each === 'string' && each.length <= 300);
  if (!isList || (value as readonly string[]).length > longestDomainList)
    throw invalid(name, 'a list of texts is expected');
  return value as readonly string[];
}
