import type { ObjectId } from '@muster/kernel';
import type { Session } from 'oidc-provider';
import type { SecurityView } from '../pages/security-pages.ts';
import type { Person } from '../ports.ts';
import { leaveRoute, securityRoute, sessionsRoute } from '../provider/routes.ts';
import { formToken } from '../records/record-keys.ts';
import type { FlowRequest } from './flow-request.ts';
import { readSession } from './session-cookie.ts';

/** A request of somebody signed in, about what they sign in with. */
export interface SecurityRequest extends FlowRequest {
  readonly session: Session;
  readonly person: Person & { readonly id: ObjectId };
  readonly view: SecurityView;
}

/** What forms, tickets and questions of the page belong to: nobody else's session takes them. */
export const belonging = ({ uid }: Session) => `security ${uid}`;

/**
 * Undefined when nobody is signed in.
 *
 * @param route of the page that the forms belong to
 */
export async function findSecurityRequest(
  flow: FlowRequest,
  route: string = securityRoute,
): Promise<SecurityRequest | undefined> {
  const { parts, formKey, messages } = flow;
  const session = await readSession(flow);
  const person = session?.accountId === undefined ? undefined : await parts.people.findPerson(session.accountId);
  if (session === undefined || person === undefined) return undefined;
  const base = `${parts.baseUrl}/${parts.tenantId}`;
  const view: SecurityView = {
    messages,
    address: `${base}${route}`,
    token: formToken(formKey, belonging(session)),
    formTargets: [],
    name: person.userPrincipalName,
    sessionsAddress: `${base}${sessionsRoute}`,
    leaveAddress: isFromOutside(person) ? `${base}${leaveRoute}` : undefined,
  };
  return { ...flow, session, person: { ...person, id: person.id as ObjectId }, view };
}

/** Whether somebody looks as if they could leave; the page itself asks exactly. */
const isFromOutside = ({ userType, userPrincipalName }: Person) =>
  userType === 'Guest' || /#EXT#@/i.test(userPrincipalName);

/** Back to the page itself, so that nothing is sent twice by loading it again. */
export async function backToPage(
  { reply, view }: SecurityRequest,
  said?: 'added' | 'removed' | 'changed',
): Promise<void> {
  const query = said === undefined ? '' : `?said=${said}`;
  await reply.header('cache-control', 'no-store').redirect(`${view.address}${query}`, 303);
}
