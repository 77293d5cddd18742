import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Provider } from 'oidc-provider';
import { signInErrors } from '../errors.ts';
import { chooseMessages } from '../messages/choose-messages.ts';
import type { Messages } from '../messages/messages.ts';
import { type Page, pageHeaders, pageText } from '../pages/page.ts';
import type { ProviderParts } from '../provider/provider-parts.ts';
import { formToken, isSame } from '../records/record-keys.ts';

/** A request for one of our own pages, with all that answering takes. */
export interface FlowRequest {
  readonly parts: ProviderParts;
  readonly provider: Provider;
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
  readonly messages: Messages;
  /** Fields of a form that was sent, or of the address; of several with one name the first. */
  readonly fields: ReadonlyMap<string, string>;
  /** Proves that forms were made by this directory. */
  readonly formKey: string;
}

/** What a form's fields hold, none longer than a text could be that means anything. */
export function fieldsOf(given: URLSearchParams): ReadonlyMap<string, string> {
  const fields = new Map<string, string>();
  for (const [name, value] of given) {
    if (!fields.has(name) && fields.size < 40) fields.set(name, value.slice(0, 8000));
  }
  return fields;
}

/** The same request with the language that the application asked for. */
export function inLanguage(flow: FlowRequest, uiLocales: unknown): FlowRequest {
  if (typeof uiLocales !== 'string') return flow;
  return { ...flow, messages: chooseMessages(uiLocales, flow.request.headers['accept-language']) };
}

/** Sends a page. */
export async function sendPage({ parts, reply, messages }: FlowRequest, page: Page): Promise<void> {
  const brand = await parts.people.brand();
  await reply
    .code(page.status)
    .headers({ ...pageHeaders(page) })
    .send(pageText({ brand, messages }, page));
}

/**
 * Lets a form pass that this directory made for this very purpose, sent from its own page.
 *
 * @throws AppError SIGN_IN_FORM_REFUSED
 */
export function checkForm({ request, parts, fields, formKey }: FlowRequest, purpose: string): void {
  const { origin, 'sec-fetch-site': site } = request.headers;
  const own = new URL(parts.baseUrl).origin;
  const isForeign = site !== undefined ? site !== 'same-origin' : origin !== undefined && origin !== own;
  if (isForeign || !isSame(fields.get('token') ?? '', formToken(formKey, purpose))) {
    throw signInErrors.SIGN_IN_FORM_REFUSED({});
  }
}
