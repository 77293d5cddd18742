import type { KoaContextWithOIDC } from 'oidc-provider';
import { chooseMessages } from '../messages/choose-messages.ts';
import { offlineScope } from './resources.ts';
import { currentSignInRequest } from './sign-in-request.ts';

type Members = Record<string, unknown>;

const pollSeconds = 5;

/**
 * Completes what the library answers at the token endpoint with what Microsoft's clients look for: scopes in the spelling in
 * which they were asked for, and who signed in where (`client_info`).
 */
export function completeTokenAnswer(ctx: KoaContextWithOIDC, tenantId: string, issued: readonly string[]): void {
  const body = ctx.body as Members;
  const request = (ctx.oidc.body ?? {}) as Members;
  if (typeof body.access_token !== 'string' || ctx.oidc.account === undefined) return;
  const asked = typeof request.scope === 'string' ? request.scope.slice(0, 4000).split(' ') : [];
  const spelled = (name: string) => asked.find((each) => each === name || each.endsWith(`/${name}`)) ?? name;
  body.scope = issued
    .filter((each) => each !== offlineScope)
    .map(spelled)
    .join(' ');
  body.ext_expires_in = body.expires_in;
  if (request.client_info === '1') {
    const info = JSON.stringify({ uid: ctx.oidc.account.accountId, utid: tenantId });
    body.client_info = Buffer.from(info).toString('base64url');
  }
}

/** Completes the answer to a device: how often to ask, and what to tell the person. */
export function completeDeviceAnswer(ctx: KoaContextWithOIDC): void {
  const body = ctx.body as Members;
  const { languages } = currentSignInRequest();
  const { language } = chooseMessages(undefined, languages);
  const [address, code] = [String(body.verification_uri), String(body.user_code)];
  body.interval = pollSeconds;
  body.message =
    language === 'de'
      ? `Öffnen Sie zum Anmelden die Seite ${address} in einem Browser und geben Sie den Code ${code} ein.`
      : `To sign in, use a web browser to open the page ${address} and enter the code ${code} to authenticate.`;
}
