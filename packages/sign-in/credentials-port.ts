import type {
  AccessPassCheck,
  CheckAccessPass,
  CheckPassword,
  CodeCheck,
  CompleteSignIn,
  OneTimeCode,
  OneTimeCodeRegistration,
  OwnPasswordChange,
  PasskeyCheck,
  PasskeySignIn,
  PasswordCheck,
} from '@muster/directory';
import type { Instant, ObjectId } from '@muster/kernel';

/** How people prove who they are, as sign-in asks the directory. Checks throw TOO_MANY_CHECKS under a flood of them. */
export interface Credentials {
  checkPassword(attempt: CheckPassword): Promise<PasswordCheck>;
  checkAccessPass(attempt: CheckAccessPass): Promise<AccessPassCheck>;
  /** What a person can show after the password. */
  secondFactorsOf(id: ObjectId): Promise<SecondFactors>;
  checkOneTimeCode(attempt: OneTimeCode): Promise<CodeCheck>;
  /** What the browser needs to ask for a passkey: of the user, or with null of whoever sits there. */
  askForPasskey(rpId: string, userId: ObjectId | null): Promise<PasskeyOptions>;
  checkPasskey(answer: PasskeySignIn): Promise<PasskeyCheck>;
  /** After all factors; gives the token by which the browser is known from now on. */
  completeSignIn(done: CompleteSignIn): Promise<{ readonly browser: string }>;
  /** Puts a password of the person's own choice in the place of the present one; says what is wrong, if anything is. */
  changePassword(id: ObjectId, change: OwnPasswordChange): Promise<'wrong' | 'weak' | undefined>;
  methodsOf(id: ObjectId): Promise<Methods>;
  beginApp(id: ObjectId): Promise<OneTimeCodeRegistration | 'tooMany'>;
  /** Ends the registration with a code; `over` when nobody has begun it or it was begun too long ago. */
  finishApp(attempt: OneTimeCode & { readonly id: ObjectId }): Promise<'wrong' | 'over' | 'tooMany' | undefined>;
  beginPasskey(id: ObjectId, rpId: string): Promise<PasskeyOptions | 'tooMany'>;
  finishPasskey(id: ObjectId, made: MadePasskey): Promise<'wrong' | 'tooMany' | undefined>;
  /** Takes one of the person's own second factors away; nothing happens when it is gone already. */
  removeFactor(id: ObjectId, factor: Pick<ShownFactor, 'id' | 'kind'>): Promise<void>;
}

export interface SecondFactors {
  /** An authenticator app that shows codes. */
  readonly hasApp: boolean;
  readonly hasPasskey: boolean;
}

/** Options for the browser, in the JSON form of Web Authentication. */
export interface PasskeyOptions {
  readonly challenge: string;
}

/** A passkey that the browser has made. */
export interface MadePasskey {
  readonly response: unknown;
  readonly displayName: string | null;
  readonly rpId: string;
  readonly origin: string;
}

/** What somebody signs in with. */
export interface Methods {
  /** Null for those who have no password in this directory. */
  readonly password: { readonly changedAt: Instant | null } | null;
  /** They have one, here or in a directory on premises. */
  readonly canShowPassword: boolean;
  readonly factors: readonly ShownFactor[];
}

export interface ShownFactor {
  readonly id: ObjectId;
  readonly kind: 'softwareOath' | 'fido2' | 'temporaryAccessPass';
  readonly displayName: string | null;
  readonly createdAt: Instant;
  readonly lastUsedAt: Instant | null;
}
