import { randomUUID } from 'node:crypto';
import { type AppError, isGuid } from '@muster/kernel';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { PublicAddress } from '../addresses/public-address.ts';
import { errorAnswer, logRefusal } from '../answers/error-answer.ts';
import { busySeconds, foreseenReason, signInErrors } from '../errors.ts';
import { chooseMessages } from '../messages/choose-messages.ts';
import { busyPage, problemPage } from '../pages/other-pages.ts';
import { houseBrand, pageHeaders, pageText } from '../pages/page.ts';
import type { SignInTenant } from '../ports.ts';
import { libraryErrors } from '../provider/oidc-library.ts';
import type { IssuerParts } from '../provider/provider-parts.ts';
import type { ProviderPool } from '../provider/provider-pool.ts';
import type { SignInRequest } from '../provider/sign-in-request.ts';

/** What all sign-in routes work with. */
export interface Mount {
  readonly tenant: SignInTenant;
  readonly address: PublicAddress;
  readonly providers: ProviderPool;
  readonly parts: IssuerParts;
  /** Proves that forms were made by this directory. */
  readonly formKey: string;
}

/** What goes to the library beside the request itself. */
export type HandedOver = Pick<SignInRequest, 'userCode' | 'isForPages'>;

/** The request as the library's call-backs and the pages see it. */
export function signInRequest(request: FastifyRequest, more: HandedOver = {}): SignInRequest {
  const given = request.headers['client-request-id'];
  const correlationId = typeof given === 'string' && isGuid(given) ? given : randomUUID();
  return {
    id: request.id,
    correlationId,
    log: request.log,
    clientAddress: request.ip,
    userAgent: request.headers['user-agent'],
    languages: request.headers['accept-language'],
    ...more,
  };
}

/** Answers a refusal: as JSON to programs, as a page to people. */
export async function answerError(
  error: unknown,
  request: FastifyRequest,
  reply: FastifyReply,
  { parts }: Mount,
  isForPeople: boolean,
): Promise<void> {
  const reason = reasonOf(error);
  logRefusal(request.log, reason);
  const answer = errorAnswer(reason, signInRequest(request), parts.clock());
  const isBusy = reason.code === 'SIGN_IN_TOO_BUSY';
  if (isBusy) reply.header('retry-after', String(busySeconds));
  if (!isForPeople) return void reply.status(reason.status).send(answer);
  const messages = chooseMessages(undefined, request.headers['accept-language']);
  const page = isBusy ? busyPage(messages) : problemPage(messages, reason.status, answer);
  const brand = await parts.people.brand().catch(() => houseBrand);
  const text = pageText({ brand, messages }, page);
  await reply
    .status(reason.status)
    .headers({ ...pageHeaders(page) })
    .send(text);
}

function reasonOf(error: unknown): AppError {
  const foreseen = foreseenReason(error);
  if (foreseen !== undefined) return foreseen;
  if (error instanceof libraryErrors.SessionNotFound) return signInErrors.SIGN_IN_RUN_OUT({}, { cause: error });
  const { statusCode, message } = error as { statusCode?: number; message?: string };
  return statusCode !== undefined && statusCode < 500
    ? signInErrors.SIGN_IN_REQUEST_MALFORMED({ reason: message ?? `status ${statusCode}` }, { cause: error })
    : signInErrors.SIGN_IN_FAILED({}, { cause: error });
}
