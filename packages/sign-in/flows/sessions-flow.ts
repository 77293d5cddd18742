import type { SignInRecord } from '@muster/directory';
import type { ObjectId } from '@muster/kernel';
import type { Session } from 'oidc-provider';
import { notePage } from '../pages/other-pages.ts';
import { type ShownSession, sessionsPage } from '../pages/sessions-page.ts';
import { hasSessionEnded } from '../provider/interaction-policy.ts';
import { securityRoute, sessionsRoute } from '../provider/routes.ts';
import { formToken } from '../records/record-keys.ts';
import { checkForm, type FlowRequest, sendPage } from './flow-request.ts';
import { signInForPage } from './page-sign-in.ts';
import { clearSession, readSession } from './session-cookie.ts';
import { writtenInstant } from './written-instant.ts';

const mostShown = 100;

/** Lists where the person of this browser is signed in. */
export async function showSessions(flow: FlowRequest): Promise<void> {
  const session = await readSession(flow);
  const { messages, parts, formKey } = flow;
  if (session?.accountId === undefined) return signInForPage(flow, sessionsRoute);
  const person = await parts.people.findPerson(session.accountId);
  const records = await listOf(flow, session);
  const shown = records.map((record) => shownSession(flow, record, session));
  const base = `${parts.baseUrl}/${parts.tenantId}`;
  const token = formToken(formKey, purposeOf(session));
  const view = { messages, address: `${base}${sessionsRoute}`, token, securityAddress: `${base}${securityRoute}` };
  await sendPage(flow, sessionsPage(view, person?.userPrincipalName ?? '', shown));
}

/** Ends one session or all of them. */
export async function answerSessions(flow: FlowRequest): Promise<void> {
  const { fields, parts, messages } = flow;
  const session = await readSession(flow);
  if (session?.accountId === undefined) return signInForPage(flow, sessionsRoute);
  checkForm(flow, purposeOf(session));
  if (fields.get('do') === 'endAll') {
    await parts.people.endSessions(session.accountId);
    await parts.kept.records.removeOfUser(session.accountId as ObjectId);
    clearSession(flow);
    return sendPage(flow, notePage(messages.loggedOutTitle, messages.loggedOutText));
  }
  // Looked for among the person's own: nobody ends another's.
  const record = (await listOf(flow, session)).find((each) => each.idHash === fields.get('session'));
  if (record !== undefined) await parts.people.endSession(session.accountId, record.otherHash!);
  if (record?.payload.uid === session.uid) {
    clearSession(flow);
    return sendPage(flow, notePage(messages.loggedOutTitle, messages.loggedOutText));
  }
  await showSessions(flow);
}

const purposeOf = (session: Session) => `sessions ${session.uid}`;

/** The person's sessions, without those that were ended together and still lie there. */
async function listOf({ parts }: FlowRequest, { accountId }: Session): Promise<readonly SignInRecord[]> {
  const person = await parts.people.findPerson(accountId!);
  const records = await parts.kept.records.listOfUser('Session', accountId as ObjectId, parts.clock(), mostShown);
  const validFrom = person?.sessionsValidFrom ?? null;
  return records.filter(({ payload }) => !hasSessionEnded(payload.loginTs as number | undefined, validFrom));
}

function shownSession({ messages }: FlowRequest, record: SignInRecord, present: Session): ShownSession {
  const { uid, loginTs, about } = record.payload as { uid?: string; loginTs?: number; about?: { agent?: string } };
  const written = (instant: number) => writtenInstant(messages, instant);
  return {
    id: record.idHash,
    began: written(loginTs === undefined ? record.createdAt : loginTs * 1000),
    until: written(record.expiresAt),
    agent: about?.agent ?? '–',
    isThis: uid === present.uid,
  };
}
