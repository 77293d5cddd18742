import type { FieldProblem } from '../pages/fields.ts';
import { securityPage } from '../pages/security-pages.ts';
import { securityRoute } from '../provider/routes.ts';
import { checkForm, type FlowRequest, sendPage } from './flow-request.ts';
import { signInForPage } from './page-sign-in.ts';
import { relyingParty } from './passkey-question.ts';
import {
  addApp,
  addPasskey,
  type Refusal,
  removeFactor,
  saveApp,
  savePasskey,
  savePassword,
  showNewPassword,
} from './security-info-changes.ts';
import { isProofFresh, showProof, takeProof, takeProofCode, takeProofPasskey } from './security-info-proof.ts';
import { backToPage, belonging, findSecurityRequest, type SecurityRequest } from './security-info-request.ts';
import { writtenInstant } from './written-instant.ts';

/** Shows somebody who is signed in what they sign in with. */
export async function showSecurityInfo(flow: FlowRequest): Promise<void> {
  const at = await findSecurityRequest(flow);
  return at === undefined ? signInForPage(flow, securityRoute) : showMethods(at);
}

type Step = (at: SecurityRequest) => Promise<Refusal>;

/** What changes something, each after a fresh proof. */
const changes: Readonly<Record<string, Step>> = {
  addApp: (at) => addApp(at),
  saveApp,
  addPasskey: (at) => addPasskey(at),
  savePasskey,
  remove: removeFactor,
  changePassword: (at) => showNewPassword(at),
  savePassword,
};

/** Takes what the person does about it. */
export async function answerSecurityInfo(flow: FlowRequest): Promise<void> {
  const at = await findSecurityRequest(flow);
  if (at === undefined) return signInForPage(flow, securityRoute);
  checkForm(at, belonging(at.session));
  const action = at.fields.get('do') ?? '';
  if (action === 'prove') return takeProof(at);
  if (action === 'code') return takeProofCode(at);
  if (action === 'passkey') return takeProofPasskey(at);
  const step = Object.hasOwn(changes, action) ? changes[action] : undefined;
  if (step === undefined) return backToPage(at);
  if (!(await isProofFresh(at))) return showProof(at);
  const refusal = await step(at);
  if (refusal !== undefined) await showMethods(at, refusal);
}

async function showMethods(at: SecurityRequest, problem?: FieldProblem): Promise<void> {
  const { messages, parts, person, fields } = at;
  const { password, factors } = await parts.people.credentials.methodsOf(person.id);
  const m = messages.factors;
  const notes: Readonly<Record<string, string>> = {
    added: m.saidAdded,
    removed: m.saidRemoved,
    changed: m.saidChanged,
  };
  const said = fields.get('said') ?? '';
  const written = (instant: number | null) => (instant === null ? m.never : writtenInstant(messages, instant));
  const page = securityPage(at.view, {
    password: password && { changed: password.changedAt === null ? null : written(password.changedAt) },
    factors: factors.map((factor) => ({
      id: factor.id,
      name: factor.displayName ?? m.kinds[factor.kind],
      kind: m.kinds[factor.kind],
      added: written(factor.createdAt),
      lastUsed: written(factor.lastUsedAt),
    })),
    hasSecondFactor: factors.some(({ kind }) => kind !== 'temporaryAccessPass'),
    canHavePasskeys: relyingParty(parts.baseUrl) !== undefined,
    note: Object.hasOwn(notes, said) ? notes[said] : undefined,
    problem,
  });
  await sendPage(at, page);
}
