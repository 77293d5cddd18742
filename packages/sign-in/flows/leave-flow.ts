import type { LeavingPreview } from '@muster/directory';
import { AppError } from '@muster/kernel';
import { outsideMessages } from '../messages/choose-outside-messages.ts';
import { confirmLeavingPage, leavePage } from '../pages/leave-pages.ts';
import { notePage } from '../pages/other-pages.ts';
import { leaveRoute } from '../provider/routes.ts';
import { checkForm, type FlowRequest, sendPage } from './flow-request.ts';
import { isProofFresh, showProof, takeProof, takeProofCode, takeProofPasskey } from './security-info-proof.ts';
import { backToPage, belonging, findSecurityRequest, type SecurityRequest } from './security-info-request.ts';
import { clearSession } from './session-cookie.ts';

/** Shows somebody from outside what leaving the directory means. */
export async function showLeaving(flow: FlowRequest): Promise<void> {
  const found = await findLeaving(flow);
  if (found !== undefined) await sendPage(flow, leavePage(found.at.view, found.preview));
}

/** Takes what they decide: a fresh proof of who they are, then the question, then their account goes. */
export async function answerLeaving(flow: FlowRequest): Promise<void> {
  const found = await findLeaving(flow, (at) => checkForm(at, belonging(at.session)));
  if (found === undefined) return;
  const { at, preview } = found;
  const action = at.fields.get('do') ?? '';
  if (action === 'prove') return takeProof(at);
  if (action === 'code') return takeProofCode(at);
  if (action === 'passkey') return takeProofPasskey(at);
  if (action !== 'begin' && action !== 'leave') return backToPage(at);
  if (!(await isProofFresh(at))) return showProof(at);
  if (action === 'begin') return sendPage(at, confirmLeavingPage(at.view, preview));
  await leave(at, preview);
}

interface Leaving {
  readonly at: SecurityRequest;
  readonly preview: LeavingPreview;
}

/** Undefined after a page that says why somebody cannot leave. */
async function findLeaving(flow: FlowRequest, check?: (at: SecurityRequest) => void): Promise<Leaving | undefined> {
  const at = await findSecurityRequest(flow, leaveRoute);
  if (at === undefined) {
    const { leaveLink } = outsideMessages(flow.messages.language);
    await sendPage(flow, notePage(leaveLink, flow.messages.notSignedIn));
    return undefined;
  }
  check?.(at);
  const preview = await at.parts.outside.previewLeaving(at.person.id);
  if (preview.refusal === null) return { at, preview };
  await refuse(at, preview, preview.refusal);
  return undefined;
}

/** With the account go all sessions, and what applications got in them. */
async function leave(at: SecurityRequest, preview: LeavingPreview): Promise<void> {
  const { parts, person, messages, request } = at;
  try {
    await parts.outside.leave(person.id, request.id);
  } catch (problem) {
    if (!(problem instanceof AppError) || !isRefusal(problem.code)) throw problem;
    request.log.info({ code: problem.code }, 'somebody could not leave');
    return refuse(at, preview, problem.code);
  }
  await parts.kept.records.removeOfUser(person.id);
  clearSession(at);
  const { leftTitle, leftText } = outsideMessages(messages.language);
  await sendPage(at, notePage(leftTitle(preview.directoryName), leftText));
}

const refusals = {
  NOT_EXTERNAL: 'leaveNotExternal',
  LEAVING_NOT_ALLOWED: 'leaveNotAllowed',
  LAST_GLOBAL_ADMINISTRATOR: 'leaveLastAdministrator',
} as const;

const isRefusal = (code: string): code is keyof typeof refusals => Object.hasOwn(refusals, code);

async function refuse(at: FlowRequest, { directoryName }: LeavingPreview, code: keyof typeof refusals): Promise<void> {
  const o = outsideMessages(at.messages.language);
  const page = notePage(o.leaveTitle(directoryName), o[refusals[code]](directoryName));
  await sendPage(at, { ...page, status: 403 });
}
