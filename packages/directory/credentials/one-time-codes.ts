import { newObjectId, type ObjectId } from '@muster/kernel';
import { Secret, TOTP } from 'otpauth';
import type { Caller } from '../actors/caller.ts';
import type { Directory } from '../context.ts';
import { directoryErrors } from '../errors.ts';
import type { StoredFactor } from '../ports/credential-store.ts';
import { brakedTry } from './braked-try.ts';
import { changeFactors, noteFactor, refuseTooMany } from './second-factors.ts';
import { recordEvent, type SignInDetails } from './sign-in-log.ts';

/** What every authenticator app understands. @see RFC 6238 (SHA-1, six digits, thirty seconds) */
const form = { algorithm: 'SHA1', digits: 6, period: 30 } as const;
const secretBytes = 20;

/** A registration that was begun is good for so long. */
const registrationMs = 15 * 60_000;

/** A code is good for its own half minute, the one before and the one after. */
const stepsAround = 1;

/** What an authenticator app needs to know. */
export interface OneTimeCodeRegistration {
  readonly id: ObjectId;
  /** Base 32, to be typed in. */
  readonly secret: string;
  /** `otpauth://…`, to be shown as a picture. */
  readonly uri: string;
}

/**
 * Begins to register an authenticator app. It counts once a code of it was given to `finishOneTimeCodeRegistration`, within
 * 15 minutes. Whoever calls has made sure that it is the user who asks.
 *
 * @throws AppError RESOURCE_NOT_FOUND, TOO_MANY_FACTORS
 */
export async function beginOneTimeCodeRegistration(
  directory: Directory,
  caller: Caller,
  userId: ObjectId,
  displayName: string | null = null,
): Promise<OneTimeCodeRegistration> {
  const secret = new Secret({ size: secretBytes }).base32;
  const id = newObjectId();
  return changeFactors(directory, caller, 'begin-authentication-method', userId, async (change, user, factors) => {
    refuseTooMany(factors, 'softwareOath');
    const { credentials, settings } = change.session;
    for (const old of factors.filter((each) => each.kind === 'softwareOath' && !each.isConfirmed)) {
      await credentials.removeFactor(userId, old.id);
    }
    await credentials.insertFactor({
      userId,
      id,
      kind: 'softwareOath',
      displayName: displayName?.slice(0, 256) ?? null,
      isConfirmed: false,
      createdAt: change.now,
      lastUsedAt: null,
      mark: 0,
      data: { secret },
    });
    const issuer = (await settings.organization())?.displayName ?? 'Muster';
    const label = user.properties.userPrincipalName as string;
    return { id, secret, uri: new TOTP({ ...form, secret: Secret.fromBase32(secret), issuer, label }).toString() };
  });
}

export interface OneTimeCode extends SignInDetails {
  readonly userId: ObjectId;
  /** Six digits, as they were typed. */
  readonly code: string;
  /** The token of `completeSignIn`, where the browser showed one. */
  readonly browser?: string | null;
}

/**
 * Ends a registration with a code that the app shows. Tries are slowed down like those of a sign-in.
 *
 * @throws AppError RESOURCE_NOT_FOUND for a registration that nobody has begun or that is too old, SECOND_FACTOR_REFUSED,
 *   TOO_MANY_FACTORS
 */
export async function finishOneTimeCodeRegistration(
  directory: Directory,
  caller: Caller,
  input: OneTimeCode & { readonly id: ObjectId },
): Promise<void> {
  const { userId, id } = input;
  const oldest = directory.clock() - registrationMs;
  const factors = await directory.store.read((session) => session.credentials.factorsOf(userId));
  const factor = factors.find((each) => each.id === id && !each.isConfirmed && each.createdAt > oldest);
  if (factor === undefined || factor.kind !== 'softwareOath') throw directoryErrors.RESOURCE_NOT_FOUND({ id });
  let step: number | undefined;
  const tried = await brakedTry(directory, codeTry(input), async () => {
    step = stepOf(factor, input.code, directory.clock());
    return step !== undefined;
  });
  if (!tried.isRight) throw directoryErrors.SECOND_FACTOR_REFUSED({ reason: refusal(tried.retryAfterMs) });
  await changeFactors(directory, caller, 'register-authentication-method', userId, async (change, user, present) => {
    refuseTooMany(present, 'softwareOath');
    const isConfirmed = await change.session.credentials.confirmFactor(userId, id, step!, change.now);
    if (!isConfirmed) throw directoryErrors.RESOURCE_NOT_FOUND({ id });
    await noteFactor(change, user, factor, true);
  });
}

function refusal(retryAfterMs: number): string {
  if (retryAfterMs === 0) return 'the code is not right; look at the clock of the device that shows it';
  return `the code is not right, or there were too many tries; the next one counts in ${Math.ceil(retryAfterMs / 1000)} seconds`;
}

/** Whether a code was right; `refused` says neither why not nor whether anybody looked. */
export type CodeCheck = { readonly outcome: 'right' } | { readonly outcome: 'refused'; readonly retryAfterMs: number };

/**
 * Checks a code of one of the user's authenticator apps. Each code counts once, also when several processes are asked at the
 * same time. Tries are slowed down like those of passwords, apart from them.
 */
export async function verifyOneTimeCode(directory: Directory, input: OneTimeCode): Promise<CodeCheck> {
  const { user, factors } = await directory.store.read(async (session) => ({
    user: await session.objects.find('user', input.userId),
    factors: await session.credentials.factorsOf(input.userId),
  }));
  const apps = factors.filter(({ kind, isConfirmed }) => kind === 'softwareOath' && isConfirmed);
  const tried = await brakedTry(directory, codeTry(input), async () => {
    for (const app of apps) if (await usesCode(directory, app, input.code)) return true;
    return false;
  });
  if (tried.isRight || tried.wasLooked) {
    await recordEvent(directory, input, 'softwareOath', tried.isRight ? 'right' : 'wrong', user);
  }
  return tried.isRight ? { outcome: 'right' } : { outcome: 'refused', retryAfterMs: tried.retryAfterMs };
}

async function usesCode(directory: Directory, app: StoredFactor, code: string): Promise<boolean> {
  const now = directory.clock();
  const step = stepOf(app, code, now);
  if (step === undefined || step <= app.mark) return false;
  return directory.store.write('shared', ({ credentials }) => credentials.useFactor(app, step, now));
}

/** The time step of the code; undefined for a wrong one. */
function stepOf({ data }: StoredFactor, typed: string, now: number): number | undefined {
  const code = typed.replace(/\s/g, '');
  if (!/^\d{6}$/.test(code)) return undefined;
  const totp = new TOTP({ ...form, secret: Secret.fromBase32(data.secret as string) });
  const delta = totp.validate({ token: code, timestamp: now, window: stepsAround });
  return delta === null ? undefined : Math.floor(now / 1000 / form.period) + delta;
}

function codeTry({ userId, clientAddress, browser = null }: OneTimeCode) {
  return { what: 'code', name: userId, userId, clientAddress, browser } as const;
}
