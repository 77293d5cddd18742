import { signInErrors } from '../errors.ts';
import { approvalPage, consentPage } from '../pages/consent-pages.ts';
import type { Api, Person } from '../ports.ts';
import { apiOf, readScope } from '../provider/resources.ts';
import { currentClient } from '../provider/sign-in-request.ts';
import { consentedScopes, type MissingConsent, missingConsent } from '../scopes/consented-scopes.ts';
import { graphAppId } from '../tokens/graph-resource.ts';
import { finish, refuse, type SignInFlow } from './finish-sign-in.ts';
import { sendPage } from './flow-request.ts';
import { readSession } from './session-cookie.ts';

/** Asks for what is missing; or says that only an administrator can give it. */
export async function showConsent(at: SignInFlow): Promise<void> {
  const asked = await consentOf(at);
  const { userPrincipalName } = asked.person;
  const page = isBeyond(asked)
    ? approvalPage(at.view, userPrincipalName, asked.missing)
    : consentPage(at.view, userPrincipalName, asked.missing, asked.mayForAll);
  await sendPage(at, page);
}

/**
 * Takes the person's answer. What they consent to is worked out anew: the form says yes or no, and administrators whether
 * it is for everybody.
 */
export async function answerConsent(at: SignInFlow): Promise<void> {
  if (at.interaction.prompt.name !== 'consent') throw signInErrors.SIGN_IN_FORM_REFUSED({});
  if (at.fields.get('do') !== 'accept') return refuse(at, 'SIGN_IN_CONSENT_DECLINED');
  const asked = await consentOf(at);
  if (isBeyond(asked)) return showConsent(at);
  if (!asked.isHad) await record(at, asked);
  await finish(at, { consent: {} });
}

async function record({ parts, fields }: SignInFlow, { person, missing, api, graph, mayForAll }: AskedConsent) {
  const isForAll = mayForAll && fields.get('forAll') === 'yes';
  const permissions = missing.permissions.map(({ value }) => value);
  const given = [
    { api: graph, scopes: missing.openId, isForAll },
    { api, scopes: permissions, isForAll },
  ];
  for (const consent of given) {
    if (consent.scopes.length > 0) await parts.people.recordConsent(currentClient(), person.id, consent);
  }
}

/** Something is asked for that this person cannot grant. */
function isBeyond({ missing, mayForAll }: AskedConsent): boolean {
  return needsAdministrator(missing) && !mayForAll;
}

function needsAdministrator({ permissions }: MissingConsent): boolean {
  return permissions.some((each) => !each.isForPeopleToGrant);
}

interface AskedConsent {
  readonly person: Person;
  readonly api: Api;
  readonly graph: Api;
  readonly missing: MissingConsent;
  /** Everything was consented to before. */
  readonly isHad: boolean;
  /** The person may consent for everybody. */
  readonly mayForAll: boolean;
}

/** @throws AppError SIGN_IN_PERSON_UNAVAILABLE when the session has ended since the page was shown */
async function consentOf(at: SignInFlow): Promise<AskedConsent> {
  const { interaction, parts } = at;
  const session = await readSession(at);
  const isTheirs = session?.accountId !== undefined && session.accountId === interaction.session?.accountId;
  const person = isTheirs ? await parts.people.findPerson(session.accountId!) : undefined;
  if (person === undefined) throw signInErrors.SIGN_IN_PERSON_UNAVAILABLE({});
  const { scope, resource } = interaction.params as { scope?: string; resource?: string };
  const graph = await apiOf(graphAppId, parts);
  const api = resource === undefined ? graph : await apiOf(resource, parts);
  const requested = await readScope(scope, parts, api);
  const consents = await parts.people.consentsOf(currentClient().servicePrincipalId, person.id);
  const missing = missingConsent(requested, consentedScopes(consents, api), currentClient());
  const isNothing = missing.openId.length + missing.permissions.length === 0;
  // Where the application wants to be confirmed in what it has, the page says what that is.
  const shown = isNothing ? missingConsent(requested, { openId: [], permissions: [] }, currentClient()) : missing;
  const mayForAll = !isNothing && (await parts.people.mayConsentForAll(person.id));
  return { person, api, graph, missing: isNothing ? withoutAdministrators(shown) : shown, isHad: isNothing, mayForAll };
}

/** What an administrator has given already needs no other. */
function withoutAdministrators({ openId, permissions }: MissingConsent): MissingConsent {
  return { openId, permissions: permissions.map((each) => ({ ...each, isForPeopleToGrant: true })) };
}
