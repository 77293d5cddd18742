import { directoryErrors } from '../errors.ts';

const labelForm = /^(?!-)[a-z0-9-]{1,63}(?<!-)$/;

/**
 * The domain name in lower case.
 *
 * @throws AppError DOMAIN_INVALID when it is not a name of at least two labels
 */
export function checkDomainName(name: string): string {
  const domain = name.toLowerCase();
  const labels = domain.split('.');
  if (domain.length > 253 || labels.length < 2 || !labels.every((label) => labelForm.test(label))) {
    throw directoryErrors.DOMAIN_INVALID({ domain: name, reason: 'a domain name such as contoso.com is expected' });
  }
  return domain;
}
