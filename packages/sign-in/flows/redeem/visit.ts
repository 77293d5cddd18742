import { randomBytes } from 'node:crypto';
import type { Instant } from '@muster/kernel';
import type { FormView } from '../../pages/form-view.ts';
import { redeemRoute } from '../../provider/routes.ts';
import { formToken } from '../../records/record-keys.ts';
import { seal, unseal } from '../../records/sealed.ts';
import { type BrowserCookie, clearCookie, readCookie, setCookie } from '../browser-cookies.ts';
import type { FlowRequest } from '../flow-request.ts';
import type { ProvedArrival } from '../outside/carried-arrival.ts';

/** Somebody's way from the link of an invitation to its end, in one browser. The ticket is in a sealed cookie, in no address. */
export interface Visit {
  readonly ticket: string;
  /** Whom the person has proved to be. */
  readonly proved?: ProvedArrival;
}

/** A request of a visit. */
export interface RedeemFlow extends FlowRequest {
  readonly visit: Visit;
  readonly path: string;
  readonly view: FormView;
}

const lifeMs = 60 * 60_000;
const visitForm = /^[\w-]{22}$/;

const cookieFor = (path: string): BrowserCookie => ({ name: 'muster-redeem', path, maxAgeSeconds: lifeMs / 1000 });
const purposeOf = (path: string) => `redeem ${path}`;

/** Begins a visit; gives its path. */
export function beginVisit(flow: FlowRequest, ticket: string): string {
  const path = `${redeemRoute}/${randomBytes(16).toString('base64url')}`;
  keepVisit(flow, path, { ticket });
  return path;
}

/** Lets the browser keep how far the visit is. */
export function keepVisit(flow: FlowRequest, path: string, visit: Visit): void {
  const { sealKey, clock } = flow.parts;
  setCookie(flow, cookieFor(path), seal(sealKey, purposeOf(path), visit, (clock() + lifeMs) as Instant));
}

/** The visit of the address; undefined when it is over or another browser's. */
export function findVisit(flow: FlowRequest): RedeemFlow | undefined {
  const { visit: id } = flow.request.params as { visit: string };
  if (!visitForm.test(id)) return undefined;
  const { parts, messages, formKey } = flow;
  const path = `${redeemRoute}/${id}`;
  const visit = unseal<Visit>(parts.sealKey, purposeOf(path), readCookie(flow, cookieFor(path)), parts.clock());
  if (visit === undefined) return undefined;
  const token = formToken(formKey, purposeOf(path));
  const view: FormView = { messages, address: `${parts.baseUrl}${path}`, token, formTargets: [] };
  return { ...flow, visit, path, view };
}

export function endVisit(at: RedeemFlow): void {
  clearCookie(at, cookieFor(at.path));
}

/** Proves that a form is one of the visit. */
export const formPurpose = ({ path }: RedeemFlow) => purposeOf(path);
