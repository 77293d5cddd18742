import type { SignInRecords } from '@muster/directory';
import type { Clock } from '@muster/kernel';
import type { SignIn } from '@muster/sign-in';

const removedAtOnce = 1000;

/** Lets signing keys come and go, and removes sessions and tokens whose time is up, in small steps. */
export async function keepSignIn(
  signIn: SignIn,
  records: SignInRecords,
  clock: Clock,
  signal: AbortSignal,
): Promise<void> {
  await signIn.keepKeys();
  while (!signal.aborted && (await records.removeExpired(clock(), removedAtOnce)) === removedAtOnce);
}
