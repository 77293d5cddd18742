import type {
  Arrival,
  InvitationState,
  LeavingPreview,
  OpenIdProvider,
  PasscodeAnswer,
  PasscodeOutcome,
  PasscodeRequest,
  ProviderChoice,
  RedeemingIdentity,
  Redemption,
  RedemptionOptions,
} from '@muster/directory';
import type { ObjectId } from '@muster/kernel';
import type { FederationCallback, FederationOutcome, FederationRequest } from './federation/federate.ts';

/** Whom somebody has proved to be, at a provider or by a passcode. */
export interface ProvedIdentity extends RedeemingIdentity {
  /** A second factor was shown at home, as the provider says. */
  readonly hasSecondFactor: boolean;
  /** The other directory has agreed for its people that they need not be asked here. */
  readonly isConsentedAtHome: boolean;
}

/** Whom people from outside agree with. */
export interface Host {
  readonly directoryName: string;
  /** Where the directory says what it does with data; null when it says nothing. */
  readonly privacyStatementUrl: string | null;
}

/** What the pages ask about people who are at home elsewhere. */
export interface OutsidePeople {
  /** The directory as people are told of it who join it. */
  host(): Promise<Host>;
  /** By whom the owner of an address proves who they are. It looks at the domain alone. */
  wayOf(address: string): Promise<ProviderChoice>;
  /** The consumer providers, which people choose by hand. */
  socialProviders(): Promise<readonly OpenIdProvider[]>;
  /** Whether anybody proves an address by codes sent to it. */
  hasPasscodes(): Promise<boolean>;
  /** See `startFederation`. */
  begin(request: FederationRequest): Promise<{ readonly location: string } | undefined>;
  /** See `concludeFederation`. */
  conclude(callback: FederationCallback): Promise<FederationOutcome>;
  /** Sends a code to whom it can sign in; for all others everything looks the same. Throws what `sendPasscode` throws. */
  sendPasscode(request: Omit<PasscodeRequest, 'mayReceive'>): Promise<{ readonly ticket: string }>;
  checkPasscode(answer: PasscodeAnswer): Promise<PasscodeOutcome>;
  /** As whom the identity signs in to an application. */
  arrive(identity: ProvedIdentity, appId: string): Promise<Arrival>;
  /** How it stands with the invitation of a ticket. */
  invitationState(ticket: string, ownOrigin: string): Promise<InvitationState>;
  /** Accepts an invitation, that of a ticket or that of the identity's address; throws what `redeemInvitation` throws. */
  redeem(ticket: string | undefined, identity: ProvedIdentity, options: RedemptionOptions): Promise<Redemption>;
  /** What leaving the directory would mean for somebody. */
  previewLeaving(userId: ObjectId): Promise<LeavingPreview>;
  /** Deletes the account of somebody from outside who wants to leave; throws what `leaveDirectory` throws. */
  leave(userId: ObjectId, requestId: string): Promise<void>;
}
