import type { Grant, KoaContextWithOIDC } from 'oidc-provider';
import { consentsFor } from '../clients/pages-client.ts';
import type { Api, Consent } from '../ports.ts';
import { consentedScopes } from '../scopes/consented-scopes.ts';
import type { ProviderParts } from './provider-parts.ts';
import { apiOfRequest, indicatorOf, offlineScope } from './resources.ts';
import { currentSignInRequest } from './sign-in-request.ts';

const defaultPermission = '.default';
const day = 86_400;
/** A grant lives at least as long as any token that was made of it. */
const grantSeconds = 180 * day;

/**
 * The library's record of what an application may do in a person's name, made anew of the consents that are kept in the
 * directory: those decide. Undefined when there are none.
 */
export async function loadGrant(ctx: KoaContextWithOIDC, parts: ProviderParts): Promise<Grant | undefined> {
  const { account, client, session, provider } = ctx.oidc;
  if (account === undefined || client === undefined) return undefined;
  const consents = await consentsFor(currentSignInRequest().client!, account.accountId, parts);
  if (consents.length === 0) return undefined;
  const knownId = session?.grantIdFor(client.clientId);
  const known = knownId === undefined ? undefined : await provider.Grant.find(knownId);
  const isUsable = known?.accountId === account.accountId && known.clientId === client.clientId;
  const grant = isUsable ? known : new provider.Grant({ accountId: account.accountId, clientId: client.clientId });
  const api = await apiOfRequest(ctx, parts);
  const { openIdScope, resourceScope } = grantOf(consents, api);
  grant.openid = { scope: openIdScope };
  grant.resources = { ...grant.resources, [indicatorOf(api)]: resourceScope };
  await (grant.save as (seconds: number) => Promise<string>).call(grant, grantSeconds);
  return grant;
}

/** What was consented to, as the library's grants say it. */
export function grantOf(consents: readonly Consent[], api: Api): { openIdScope: string; resourceScope: string } {
  const { openId, permissions } = consentedScopes(consents, api);
  const names = openId.map((each) => (each === 'offline_access' ? offlineScope : each));
  return { openIdScope: names.join(' '), resourceScope: [...permissions, defaultPermission].join(' ') };
}
