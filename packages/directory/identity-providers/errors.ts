import { defineErrors } from '@muster/kernel';

/** Errors about identity providers, passcodes and other directories. */
export const identityErrors = defineErrors({
  PROVIDER_UNREACHABLE: {
    status: 400,
    apiCode: 'Request_BadRequest',
    message: (p: { issuer: string; reason: string }) => `the provider \`${p.issuer}\` cannot be used: ${p.reason}`,
    help: () => 'see docs/administrators/identity-providers.md for what a provider must offer',
  },
  PROVIDER_EXISTS: {
    status: 409,
    apiCode: 'Request_MultipleObjectsWithSameKeyValue',
    message: (p: { id: string }) => `an identity provider \`${p.id}\` exists already`,
  },
  PROVIDER_DOMAIN_TAKEN: {
    status: 400,
    apiCode: 'Request_BadRequest',
    message: (p: { domain: string; owner: string }) => `addresses of \`${p.domain}\` belong to ${p.owner}`,
    help: () => 'a mail domain belongs to one provider, and never to a provider when it is a domain of this directory',
  },
  TOO_MANY_PROVIDERS: {
    status: 400,
    apiCode: 'Request_BadRequest',
    message: (p: { limit: number }) => `a directory has at most ${p.limit} identity providers`,
  },
  PARTNER_EXISTS: {
    status: 409,
    apiCode: 'Request_MultipleObjectsWithSameKeyValue',
    message: (p: { tenantId: string }) => `there are settings for the directory ${p.tenantId} already`,
  },
  TOO_MANY_PARTNERS: {
    status: 400,
    apiCode: 'Request_BadRequest',
    message: (p: { limit: number }) => `a directory has settings for at most ${p.limit} others`,
  },
  IDENTITY_TAKEN: {
    status: 409,
    apiCode: 'Request_BadRequest',
    message: (p: { issuer: string }) => `the account at \`${p.issuer}\` signs in as another user already`,
  },
  PASSCODE_THROTTLED: {
    status: 429,
    apiCode: 'TooManyRequests',
    message: (_: { seconds: number }) => 'too many codes were asked for',
    help: (p) => `try again in ${p.seconds} seconds`,
  },
  MAIL_INVALID: {
    status: 400,
    apiCode: 'Request_BadRequest',
    message: (p: { part: string; reason: string }) => `mail: invalid ${p.part}: ${p.reason}`,
  },
});
