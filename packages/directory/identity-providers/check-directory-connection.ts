import { X509Certificate } from 'node:crypto';
import type { Properties } from '../objects/directory-object.ts';
import { checkDomains } from './check-open-id-provider.ts';
import { type DirectoryConnection, nameProperties } from './identity-provider.ts';
import { InputValues, invalid } from './input-values.ts';

const members = [
  'displayName',
  'url',
  'startTls',
  'certificateAuthorities',
  'domains',
  'nameProperty',
  'bindPattern',
  'searchBase',
  'searchFilter',
  'bindName',
  'timeoutInMilliseconds',
];

/** Where the account's name stands in a pattern or filter. */
export const namePlace = '{name}';

/**
 * A directory on premises, with either `bindPattern` or `searchBase`, `searchFilter` and `bindName`.
 *
 * @throws AppError PROPERTY_REQUIRED, PROPERTY_INVALID, DOMAIN_INVALID
 */
export function checkDirectoryConnection(input: Properties, id: string): DirectoryConnection {
  const values = new InputValues(input, members, 'directoryConnection');
  const startTls = values.flag('startTls', false);
  const url = checkUrl(values.text('url', 512), startTls);
  const timeoutMs = input.timeoutInMilliseconds ?? 5000;
  if (typeof timeoutMs !== 'number' || !Number.isInteger(timeoutMs) || timeoutMs < 100 || timeoutMs > 30_000) {
    throw invalid('timeoutInMilliseconds', 'a whole number from 100 to 30000 is expected');
  }
  return {
    id,
    kind: 'onPremises',
    version: 1,
    displayName: values.text('displayName', 256),
    url,
    startTls,
    certificateAuthorities: values.given('certificateAuthorities')
      ? checkCertificates(values.text('certificateAuthorities', 100_000))
      : null,
    domains: checkDomains(values),
    nameProperty: values.choice('nameProperty', nameProperties, 'onPremisesSamAccountName'),
    find: checkFind(values),
    timeoutMs,
  };
}

function checkUrl(text: string, startTls: boolean): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const isBare = url !== undefined && /^\/?$/.test(url.pathname) && url.search === '' && url.hash === '';
  if (!isBare || !/^ldaps?:$/.test(url.protocol) || url.hostname === '' || url.username !== '') {
    throw invalid('url', 'ldaps://host or ldap://host is expected, with a port if it is not the usual one');
  }
  const isEncrypted = url.protocol === 'ldaps:';
  if (isEncrypted && startTls) throw invalid('startTls', 'an ldaps address is encrypted already');
  // A password would cross the network in clear.
  if (!isEncrypted && !startTls) throw invalid('url', 'ldap:// needs startTls; else use ldaps://');
  return `${url.protocol}//${url.host}`;
}

function checkCertificates(text: string): string {
  const blocks = text.match(/-----BEGIN CERTIFICATE-----[A-Za-z0-9+/=\s]+-----END CERTIFICATE-----/g) ?? [];
  try {
    if (blocks.length === 0) throw new Error('no certificate');
    for (const block of blocks) new X509Certificate(block);
  } catch {
    throw invalid('certificateAuthorities', 'certificates in PEM form are expected');
  }
  return blocks.join('\n');
}

function checkFind(values: InputValues): DirectoryConnection['find'] {
  if (values.given('bindPattern') === values.given('searchFilter')) {
    throw invalid('bindPattern', 'either bindPattern, or searchBase, searchFilter and bindName are expected');
  }
  if (values.given('bindPattern')) {
    const pattern = values.text('bindPattern', 1024);
    const hasPlace = pattern.split(namePlace).length === 2;
    // Without one of these, a name could be taken for a way to bind.
    const isWhole = pattern === namePlace || /[=@\\]/.test(pattern);
    if (!hasPlace || !isWhole) {
      throw invalid(
        'bindPattern',
        `a name such as uid=${namePlace},dc=contoso,dc=com or ${namePlace}@contoso.com is expected`,
      );
    }
    return { by: 'pattern', pattern };
  }
  const filter = values.text('searchFilter', 1024);
  if (!filter.includes(namePlace) || !isBalanced(filter)) {
    throw invalid(
      'searchFilter',
      `an LDAP filter with ${namePlace} is expected, such as (sAMAccountName=${namePlace})`,
    );
  }
  const bindName = values.text('bindName', 1024);
  if (!/[=@\\]/.test(bindName)) throw invalid('bindName', 'a name such as cn=reader,dc=contoso,dc=com is expected');
  return { by: 'search', base: values.text('searchBase', 1024), filter, bindName };
}

/** True for a text in parentheses that all close. */
function isBalanced(filter: string): boolean {
  let open = 0;
  for (const [at, char] of [...filter].entries()) {
    if (char === '(') open += 1;
    if (char === ')') open -= 1;
    if (open <= 0 && at < filter.length - 1) return false;
  }
  return open === 0 && filter.startsWith('(');
}
