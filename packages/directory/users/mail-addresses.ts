import type { Properties } from '../objects/directory-object.ts';

/**
 * `proxyAddresses` after `mail` was set: the mail address is the primary one (`SMTP:`), the primary address before it
 * becomes an alias. Without mail no address is primary.
 *
 * @see Graph surface spec §12.1
 */
export function proxyAddressesFor(mail: string | null, before: Properties): readonly string[] {
  const known = (before.proxyAddresses as readonly string[] | undefined) ?? [];
  const aliases = known.map((address) => (address.startsWith('SMTP:') ? `smtp:${address.slice(5)}` : address));
  if (mail === null) return aliases.filter((address) => address.slice(5).toLowerCase() !== lower(before.mail));
  return [`SMTP:${mail}`, ...aliases.filter((address) => address.slice(5).toLowerCase() !== mail.toLowerCase())];
}

const lower = (value: unknown) => (typeof value === 'string' ? value.toLowerCase() : undefined);
