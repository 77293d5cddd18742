import { foldCase } from '@muster/kernel';
import { invitationErrors } from './errors.ts';

const localForm = /^[A-Za-z0-9_-]+(?:\.[A-Za-z0-9_-]+)*$/;
const labelForm = /^[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?$/;

/**
 * An address that can be invited: ASCII, up to 64 characters before the `@` and 255 after it; of other characters
 * than letters and digits only `.`, `-` and `_`. Nothing in it can end a header or begin another address.
 *
 * @throws AppError INVITED_ADDRESS_INVALID
 * @see Graph surface spec §12.4. Differs: letters beyond ASCII are refused, as user principal names cannot hold them
 */
export function checkInvitedAddress(text: unknown): string {
  if (!isInvitedAddress(text)) throw invitationErrors.INVITED_ADDRESS_INVALID({});
  return text;
}

/** True for what `checkInvitedAddress` takes. */
export function isInvitedAddress(text: unknown): text is string {
  if (typeof text !== 'string' || text.length > 320) return false;
  const at = text.lastIndexOf('@');
  const [local, labels] = [text.slice(0, Math.max(at, 0)), text.slice(at + 1).split('.')];
  if (at < 1 || local.length > 64 || !localForm.test(local)) return false;
  return labels.length > 1 && text.length - at - 1 <= 255 && labels.every((label) => labelForm.test(label));
}

/** The address as it is compared. */
export function addressKey(address: string): string {
  return foldCase(address);
}
