import { foldCase } from '@muster/kernel';
import type { Properties } from '../objects/directory-object.ts';

/** Where a person is at home, in the words of the older documents and in those of today. */
export interface Source {
  readonly source: string;
  readonly identitySource: string;
}

/** Providers that `identities` name by a word of their own, folded → where their people are at home. */
export const namedIssuers: Readonly<Record<string, Source>> = {
  EXTERNALAZUREAD: { source: 'External Azure Active Directory', identitySource: 'External Microsoft Entra ID' },
  MICROSOFTACCOUNT: { source: 'Microsoft account', identitySource: 'Microsoft account' },
  'GOOGLE.COM': { source: 'google.com', identitySource: 'Google' },
  'FACEBOOK.COM': { source: 'facebook.com', identitySource: 'Facebook' },
  MAIL: { source: 'One-time passcode', identitySource: 'Email one-time passcode' },
};

/** Every other provider elsewhere, which `identities` name by the address of its issuer. */
export const partnerSource: Source = { source: 'SAML/WS-Fed partner', identitySource: 'Federated partner' };
/** Invited, and nobody knows yet where at home. */
export const invitedSource: Source = { source: 'Invited user', identitySource: 'Invited user' };
/** The directory on premises from which the user is synchronised. */
export const onPremisesSource: Source = {
  source: 'Windows Server Active Directory',
  identitySource: 'Windows Server Active Directory',
};
/** This directory itself. */
export const ownSource: Source = { source: 'Azure Active Directory', identitySource: 'Microsoft Entra ID' };

/** The names of the derived properties. */
export const sourceProperties = ['source', 'identitySource'] as const;

/**
 * Where a user is at home. It follows from `identities`, `creationType`, `externalUserState` and `onPremisesSyncEnabled`;
 * `userType` has no say. Texts are compared ignoring case. In this order:
 *
 * 1. an invitation that waits for its acceptance, unless the user is synchronised: invited;
 * 2. an account elsewhere among `identities`, the first with an issuer that is not the issuer of the user's own name: by
 *    that issuer;
 * 3. synchronised: on premises;
 * 4. everybody else: this directory.
 *
 * INVARIANT: `sourceOperand` of the storage says the same in SQL.
 *
 * @see B2B and governance spec §1.2; the order where its rows do not decide is ours
 */
export function sourceOf(properties: Properties): Source {
  const { creationType, externalUserState, onPremisesSyncEnabled } = properties;
  const isSynced = onPremisesSyncEnabled === true;
  if (!isSynced && isText(creationType, 'INVITATION') && isText(externalUserState, 'PENDINGACCEPTANCE')) {
    return invitedSource;
  }
  const issuer = issuerElsewhere(properties.identities);
  if (issuer !== undefined) return namedIssuers[issuer] ?? partnerSource;
  return isSynced ? onPremisesSource : ownSource;
}

const isText = (value: unknown, folded: string) => typeof value === 'string' && foldCase(value) === folded;

/** The folded issuer of the first account elsewhere. */
function issuerElsewhere(value: unknown): string | undefined {
  const identities = Array.isArray(value) ? (value as readonly Readonly<Record<string, unknown>>[]) : [];
  const issuers = (type: string) =>
    identities.flatMap(({ signInType, issuer }) =>
      isText(signInType, type) && typeof issuer === 'string' && issuer !== '' ? [foldCase(issuer)] : [],
    );
  const own = new Set(issuers('USERPRINCIPALNAME'));
  return issuers('FEDERATED').find((issuer) => !own.has(issuer));
}
