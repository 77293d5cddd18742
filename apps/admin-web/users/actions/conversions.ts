import { isExternal } from '../account-origin.ts';

/** What somebody can become, in the words of the API. */
export type Conversion = 'guest' | 'member' | 'internal' | 'external' | 'reset';

/** What a conversion asks for. */
export type ConversionField = 'newName' | 'newPassword' | 'address';

/** What this person can become, the smallest change first. */
export function conversionsOf(user: Readonly<Record<string, unknown>>): readonly Conversion[] {
  const byType: Conversion = user.userType === 'Guest' ? 'member' : 'guest';
  return isExternal(user) ? [byType, 'internal', 'reset'] : [byType, 'external'];
}

/** The fields that a conversion needs. */
export function fieldsOf(to: Conversion): readonly ConversionField[] {
  if (to === 'internal') return ['newName', 'newPassword'];
  return to === 'external' || to === 'reset' ? ['address'] : [];
}

/** The name that somebody from outside could have as one of this directory: `ann_partner.example#EXT#@own` → `ann@own`. */
export function internalNameOf(user: Readonly<Record<string, unknown>>): string {
  const [local = '', domain = ''] = String(user.userPrincipalName ?? '').split('@');
  const [outside, mark] = local.split(/#EXT#/i);
  if (mark === undefined) return `${local}@${domain}`;
  return `${outside!.slice(0, Math.max(outside!.lastIndexOf('_'), 0)) || outside}@${domain}`;
}
