import { deliveryErrors } from './errors.ts';

/** A mail server that takes mails for others. */
export interface SmtpServer {
  readonly host: string;
  readonly port: number;
  /** TLS from the first byte; otherwise it begins with STARTTLS. */
  readonly isImplicitTls: boolean;
  /** False only for a server on the machine itself: everywhere else nothing is sent unencrypted. */
  readonly requiresTls: boolean;
  readonly account: { readonly user: string; readonly password: string } | null;
}

const ports = { 'smtps:': 465, 'smtp:': 587 } as const;

/**
 * Reads `smtps://user:password@host:port` (TLS from the start, port 465) or `smtp://…` (STARTTLS, port 587). Certificates
 * are always checked.
 *
 * @throws AppError SMTP_URL_INVALID; never with the password in it
 */
export function readSmtpUrl(text: string): SmtpServer {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || (url.protocol !== 'smtp:' && url.protocol !== 'smtps:') || url.hostname === '') {
    throw deliveryErrors.SMTP_URL_INVALID({ reason: 'it does not begin with smtps:// or smtp:// and a host' });
  }
  if ((url.pathname !== '' && url.pathname !== '/') || url.search !== '' || url.hash !== '') {
    throw deliveryErrors.SMTP_URL_INVALID({ reason: 'something follows host and port' });
  }
  if ((url.username === '') !== (url.password === '')) {
    throw deliveryErrors.SMTP_URL_INVALID({ reason: 'a user and a password belong together' });
  }
  const host = url.hostname.replace(/^\[|\]$/g, '');
  return {
    host,
    port: url.port === '' ? ports[url.protocol] : Number(url.port),
    isImplicitTls: url.protocol === 'smtps:',
    requiresTls: !isOwnMachine(host),
    account: url.username === '' ? null : { user: decode(url.username), password: decode(url.password) },
  };
}

function isOwnMachine(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127(?:\.\d{1,3}){3}$/.test(host);
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch (cause) {
    throw deliveryErrors.SMTP_URL_INVALID(
      { reason: 'a percent sign is not followed by two hexadecimal digits' },
      { cause },
    );
  }
}
