/** Whom or what a setting is about, as the API has it. */
interface Targets {
  readonly accessType: 'allowed' | 'blocked';
  readonly targets: readonly { readonly target: string; readonly targetType: string }[];
}

/** One direction of collaboration, as the API has it. */
export interface Collaboration {
  readonly usersAndGroups: Targets;
  readonly applications: Targets;
}

/** The default settings of cross-tenant access, or those of one partner, where null falls back to the default. */
export interface AccessSettings {
  readonly tenantId?: string;
  readonly b2bCollaborationInbound: Collaboration | null;
  readonly b2bCollaborationOutbound: Collaboration | null;
  readonly inboundTrust: { readonly isMfaAccepted: boolean } | null;
  readonly automaticUserConsentSettings?: {
    readonly inboundAllowed: boolean | null;
    readonly outboundAllowed: boolean | null;
  } | null;
  readonly invitationRedemptionIdentityProviderConfiguration?: {
    readonly primaryIdentityProviderPrecedenceOrder: readonly string[];
    readonly fallbackIdentityProvider: string;
  };
  readonly isServiceDefault?: boolean;
}

/** Which of all: everybody, nobody but these, or everybody but these. */
export type Choice = 'all' | 'only' | 'except';

/** One direction as a form shows it. */
export interface DirectionChoice {
  readonly mode: 'default' | 'all' | 'none' | 'chosen';
  readonly people: Choice;
  readonly peopleIds: readonly string[];
  readonly apps: Choice;
  readonly appIds: readonly string[];
}

const everything: DirectionChoice = { mode: 'all', people: 'all', peopleIds: [], apps: 'all', appIds: [] };

function choiceOf({ accessType, targets }: Targets, all: string): { choice: Choice | 'none'; ids: readonly string[] } {
  const ids = targets.map(({ target }) => target).filter((target) => target !== all);
  if (targets.some(({ target }) => target === all))
    return { choice: accessType === 'allowed' ? 'all' : 'none', ids: [] };
  return { choice: accessType === 'allowed' ? 'only' : 'except', ids };
}

/** What a form shows of a direction. */
export function directionOf(setting: Collaboration | null): DirectionChoice {
  if (setting === null) return { ...everything, mode: 'default' };
  const people = choiceOf(setting.usersAndGroups, 'AllUsers');
  const apps = choiceOf(setting.applications, 'AllApplications');
  if (people.choice === 'none' || apps.choice === 'none') return { ...everything, mode: 'none' };
  const mode = people.choice === 'all' && apps.choice === 'all' ? 'all' : 'chosen';
  return { mode, people: people.choice, peopleIds: people.ids, apps: apps.choice, appIds: apps.ids };
}

/** The setting of the API for what a form shows; null for the default. */
export function settingOf(shown: DirectionChoice): Collaboration | null {
  const { mode, people, peopleIds, apps, appIds } = shown;
  if (mode === 'default') return null;
  const whole = (accessType: 'allowed' | 'blocked'): Collaboration => ({
    usersAndGroups: targetsOf(accessType, ['AllUsers'], 'user'),
    applications: targetsOf(accessType, ['AllApplications'], 'application'),
  });
  if (mode !== 'chosen') return whole(mode === 'all' ? 'allowed' : 'blocked');
  const { usersAndGroups, applications } = whole('allowed');
  return {
    usersAndGroups: people === 'all' ? usersAndGroups : targetsOf(accessOf(people), peopleIds, 'user'),
    applications: apps === 'all' ? applications : targetsOf(accessOf(apps), appIds, 'application'),
  };
}

const accessOf = (choice: Choice) => (choice === 'except' ? 'blocked' : 'allowed');

const targetsOf = (accessType: Targets['accessType'], ids: readonly string[], targetType: string): Targets => ({
  accessType,
  targets: ids.map((target) => ({ target, targetType })),
});

/** True when a list that has to name somebody or something is empty. */
export function isUnfinished({ mode, people, peopleIds, apps, appIds }: DirectionChoice): boolean {
  if (mode !== 'chosen') return false;
  return (people !== 'all' && peopleIds.length === 0) || (apps !== 'all' && appIds.length === 0);
}

/** Ids in a text, one to a line or with commas between; undefined when one of them is none. */
export function idsOf(text: string): readonly string[] | undefined {
  const ids = text.split(/[\s,;]+/).filter((each) => each !== '');
  const isId = (each: string) => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(each);
  return ids.every(isId) ? ids.map((each) => each.toLowerCase()) : undefined;
}

/** The list with one of its entries a place earlier or later. */
export function moved(order: readonly string[], name: string, by: 1 | -1): readonly string[] {
  const from = order.indexOf(name);
  const to = from + by;
  if (from < 0 || to < 0 || to >= order.length) return order;
  const next = [...order];
  next.splice(from, 1);
  next.splice(to, 0, name);
  return next;
}
