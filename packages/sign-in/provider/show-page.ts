import type { ErrorOut, KoaContextWithOIDC } from 'oidc-provider';
import { errorAnswer } from '../answers/error-answer.ts';
import { chooseMessages } from '../messages/choose-messages.ts';
import type { Messages } from '../messages/messages.ts';
import { problemPage } from '../pages/other-pages.ts';
import { houseBrand, type Page, pageHeaders, pageText } from '../pages/page.ts';
import type { ProviderParts } from './provider-parts.ts';
import { reasonOfRefusal } from './refusals.ts';
import { currentSignInRequest } from './sign-in-request.ts';

/** Answers a request that the library is at with a page of ours. */
export async function showPage(ctx: KoaContextWithOIDC, parts: ProviderParts, page: Page): Promise<void> {
  // Of all pages the one that says what went wrong must not fail.
  const brand = await parts.people.brand().catch(() => houseBrand);
  ctx.status = page.status;
  for (const [name, value] of Object.entries(pageHeaders(page))) ctx.set(name, value);
  ctx.body = pageText({ brand, messages: messagesOf(ctx) }, page);
}

/** The texts in the language of the request. */
export function messagesOf(ctx: KoaContextWithOIDC): Messages {
  const params = ctx.oidc.params as { ui_locales?: string } | undefined;
  return chooseMessages(params?.ui_locales, currentSignInRequest().languages);
}

/** Says to a person what cannot be said to the application, because nobody knows yet that it is one. */
export async function showProblem(
  ctx: KoaContextWithOIDC,
  parts: ProviderParts,
  _out: ErrorOut,
  error: Error,
): Promise<void> {
  const reason = reasonOfRefusal(ctx, error);
  const answer = errorAnswer(reason, currentSignInRequest(), parts.clock());
  await showPage(ctx, parts, problemPage(messagesOf(ctx), reason.status, answer));
}
