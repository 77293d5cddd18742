import type { KoaContextWithOIDC } from 'oidc-provider';
import { deviceCodePage, deviceConfirmPage } from '../pages/device-pages.ts';
import { notePage } from '../pages/other-pages.ts';
import { libraryErrors } from './oidc-library.ts';
import type { ProviderParts } from './provider-parts.ts';
import { messagesOf, showPage } from './show-page.ts';
import { currentClient, currentSignInRequest } from './sign-in-request.ts';

/** Finds in the library's form where it goes and the proof that it is the library's. */
function formOf(ctx: KoaContextWithOIDC, form: string) {
  const action = /action="([^"]*)"/.exec(form)![1]!;
  const xsrf = /name="xsrf" value="([0-9a-f]+)"/.exec(form)![1]!;
  return { messages: messagesOf(ctx), action, xsrf };
}

/** @param isWrong the person has typed a code that is none */
export async function askForDeviceCode(
  ctx: KoaContextWithOIDC,
  parts: ProviderParts,
  form: string,
  error: Error | undefined,
): Promise<void> {
  const messages = messagesOf(ctx);
  if (error !== undefined && error.name === 'AbortedError') {
    return showPage(ctx, parts, notePage(messages.deviceTitle, messages.deviceStopped));
  }
  const given = currentSignInRequest().userCode ?? '';
  const isWrong = error !== undefined && !(error instanceof libraryErrors.SessionNotFound);
  await showPage(ctx, parts, deviceCodePage(formOf(ctx, form), given, isWrong));
}

export async function confirmDeviceCode(
  ctx: KoaContextWithOIDC,
  parts: ProviderParts,
  form: string,
  userCode: string,
): Promise<void> {
  await showPage(ctx, parts, deviceConfirmPage(formOf(ctx, form), currentClient().displayName, userCode));
}

export async function sayDeviceDone(ctx: KoaContextWithOIDC, parts: ProviderParts): Promise<void> {
  const messages = messagesOf(ctx);
  await showPage(ctx, parts, notePage(messages.deviceDoneTitle, messages.deviceDoneText));
}
