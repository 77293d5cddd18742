import { type DirectoryConnection, namePlace } from '@muster/directory';

/**
 * A value as it stands inside a filter, where it stands for itself alone.
 *
 * @see RFC 4515 §3
 */
export function filterValue(value: string): string {
  return [...Buffer.from(value, 'utf8')]
    .map((byte) => (isPlainInFilter(byte) ? String.fromCharCode(byte) : `\\${byte.toString(16).padStart(2, '0')}`))
    .join('');
}

/** Letters, digits and what no filter has a use for. */
function isPlainInFilter(byte: number): boolean {
  return /[A-Za-z0-9 ._@'-]/.test(String.fromCharCode(byte)) && byte < 0x7f;
}

/**
 * A value as it stands inside a distinguished name, where it stands for itself alone.
 *
 * @see RFC 4514 §2.4
 */
export function nameValue(value: string): string {
  return [...Buffer.from(value, 'utf8')]
    .map((byte) => (/[A-Za-z0-9._@'-]/.test(String.fromCharCode(byte)) ? String.fromCharCode(byte) : hexPair(byte)))
    .join('');
}

const hexPair = (byte: number) => `\\${byte.toString(16).padStart(2, '0')}`;

const longestName = 1024;

/**
 * The name to bind with, by the connection's pattern. A distinguished name takes any account name, escaped; the other
 * forms, `name@domain` and `DOMAIN\name`, take plain ones.
 *
 * @returns undefined for a name that cannot be bound with
 */
export function bindNameOf({ find }: DirectoryConnection, name: string): string | undefined {
  if (find.by !== 'pattern' || name === '' || name.length > longestName) return undefined;
  const { pattern } = find;
  if (pattern === namePlace) return isWholeName(name) ? name : undefined;
  if (pattern.includes('=')) return pattern.replace(namePlace, () => nameValue(name));
  return /^[A-Za-z0-9._'-]+$/.test(name) ? pattern.replace(namePlace, () => name) : undefined;
}

/** A distinguished name that the synchronisation brought, or a user principal name. */
function isWholeName(name: string): boolean {
  return /^[A-Za-z][A-Za-z0-9-]*=/.test(name) || /^[A-Za-z0-9._'-]+@[A-Za-z0-9.-]+$/.test(name);
}

/** The filter that finds the account. */
export function filterOf(filter: string, name: string): string {
  return filter.replaceAll(namePlace, () => filterValue(name));
}
