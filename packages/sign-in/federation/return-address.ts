import { federationErrors } from './errors.ts';

const longest = 4096;

/**
 * The path and query of this server to which a browser may go after a sign-in, as it was given.
 *
 * @throws AppError FEDERATION_RETURN_ADDRESS for every address that a browser could take for one of another server
 */
export function checkReturnAddress(text: string): string {
  const isPath = text.length <= longest && /^\/(?![/\\])[\x21-\x5b\x5d-\x7e]*$/.test(text);
  const base = 'https://this.invalid';
  if (!isPath || !URL.canParse(text, base) || new URL(text, base).origin !== base) {
    throw federationErrors.FEDERATION_RETURN_ADDRESS({});
  }
  return text;
}
