import type { Instant, ObjectId } from '@muster/kernel';
import { signInRoute } from '../../provider/routes.ts';
import { seal, unseal } from '../../records/sealed.ts';
import { type BrowserCookie, clearCookie, readCookie, setCookie } from '../browser-cookies.ts';
import type { SignInFlow } from '../finish-sign-in.ts';
import type { FlowRequest } from '../flow-request.ts';
import { doesStillCount } from '../steps/passed-steps.ts';
import type { ProvedArrival } from './carried-arrival.ts';
import { letIn } from './let-in.ts';

/** Who has just accepted an invitation. */
interface FreshRedemption {
  readonly userId: ObjectId;
  readonly proved: ProvedArrival;
}

/** What was proved for the invitation counts for so long from then on. */
const lifeMs = 10 * 60_000;
const purpose = 'redeemed';

const cookieFor = ({ parts }: FlowRequest): BrowserCookie => ({
  name: 'muster-redeemed',
  path: `/${parts.tenantId}${signInRoute}`,
  maxAgeSeconds: lifeMs / 1000,
});

/** Lets the browser take what was proved for an invitation along, to the application to which it leads. */
export function carryRedemption(flow: FlowRequest, userId: ObjectId, { identity, provedAt }: ProvedArrival): void {
  const { sealKey, clock } = flow.parts;
  // What accepting ended were the sessions of before: it counts as proved now, for as long as it would have.
  const fresh: FreshRedemption = { userId, proved: { identity, provedAt: clock() } };
  setCookie(flow, cookieFor(flow), seal(sealKey, purpose, fresh, (provedAt + lifeMs) as Instant));
}

/**
 * Signs in whoever has just accepted an invitation in this browser, once. False when nobody has, when the application asks for
 * more than anybody, or when something ended the person's sessions meanwhile.
 */
export async function goOnFromRedemption(at: SignInFlow): Promise<boolean> {
  const text = readCookie(at, cookieFor(at));
  const fresh = unseal<FreshRedemption>(at.parts.sealKey, purpose, text, at.parts.clock());
  if (fresh === undefined || !isForAnybody(at) || !isHinted(at, fresh.proved)) return false;
  clearCookie(at, cookieFor(at));
  if (!(await doesStillCount(at, fresh.userId, fresh.proved.provedAt))) return false;
  await letIn(at, fresh.proved, false);
  return true;
}

/** Somebody is to sign in only because nobody is: not anew, and not as somebody to be chosen. */
function isForAnybody({ interaction: { prompt } }: SignInFlow): boolean {
  return prompt.name === 'login' && prompt.reasons.every((reason) => reason === 'no_session');
}

function isHinted({ interaction }: SignInFlow, { identity }: ProvedArrival): boolean {
  const hint = interaction.params.login_hint;
  if (typeof hint !== 'string' || hint === '') return true;
  return hint.toLowerCase() === identity.address?.toLowerCase();
}
