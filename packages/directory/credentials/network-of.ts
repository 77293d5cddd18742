import { isIPv4, isIPv6 } from 'node:net';

/**
 * The network that an address belongs to, as far as guessing is counted: the first 24 bits of an IPv4 address, the first
 * 48 of an IPv6 address, which is what one customer of a provider has. `unknown` for what is no address.
 */
export function networkOf(address: string): string {
  const plain = address.replace(/%.*$/, '').toLowerCase();
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/.exec(plain)?.[1] ?? plain;
  if (isIPv4(mapped)) return `${mapped.split('.').slice(0, 3).join('.')}.0/24`;
  if (!isIPv6(mapped)) return 'unknown';
  return `${groupsOf(mapped).slice(0, 3).join(':')}::/48`;
}

/** The eight groups of an IPv6 address, without leading zeros. */
function groupsOf(address: string): string[] {
  const [head = '', tail] = address.split('::') as [string, string?];
  const parts = (text: string) => (text === '' ? [] : text.split(':').flatMap(asGroups));
  const [before, after] = [parts(head), parts(tail ?? '')];
  const missing = tail === undefined ? 0 : 8 - before.length - after.length;
  return [...before, ...new Array<string>(missing).fill('0'), ...after];
}

/** The last part of an address may be written as IPv4: two groups. */
function asGroups(part: string): string[] {
  if (!part.includes('.')) return [Number.parseInt(part, 16).toString(16)];
  const [a, b, c, d] = part.split('.').map(Number) as [number, number, number, number];
  return [(a * 256 + b).toString(16), (c * 256 + d).toString(16)];
}
