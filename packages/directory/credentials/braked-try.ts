import type { Directory } from '../context.ts';
import { type Brakes, brakesFor, type Try } from './sign-in-brakes.ts';
import type { Lane } from './work-queue.ts';

/** How a try ended. */
export type TryOutcome =
  | { readonly isRight: true }
  /** @property wasLooked false when the try came too soon, so that nobody looked whether it was right */
  | { readonly isRight: false; readonly wasLooked: boolean; readonly retryAfterMs: number };

/**
 * Lets somebody try, unless there were too many tries of late. The try is counted before anybody looks whether it is right,
 * so that many at the same time are not let through together. Two transactions beside the look itself.
 *
 * @param look `unknown` when nobody could say: then the try does not count
 */
export async function brakedTry(
  directory: Directory,
  attempt: Try,
  look: (lane: Lane) => Promise<boolean | 'unknown'>,
): Promise<TryOutcome> {
  const brakes = await brakesFor(directory, attempt, directory.clock());
  return tryUnderBrakes(directory, brakes, () => look(brakes.isKnownBrowser ? 'first' : 'people'));
}

/** The same under brakes that the caller knows. */
export async function tryUnderBrakes(
  directory: Directory,
  { own, shared }: Pick<Brakes, 'own' | 'shared'>,
  look: () => Promise<boolean | 'unknown'>,
): Promise<TryOutcome> {
  const now = directory.clock();
  const taken = await directory.store.write('shared', ({ credentials }) => credentials.takeTry([own, ...shared], now));
  const retryAfterMs = Math.max(0, taken.freeAt - now);
  if (!taken.isAllowed) return { isRight: false, wasLooked: false, retryAfterMs };
  const giveBack = (cleared: readonly string[], givenBack: typeof shared) =>
    directory.store.write('shared', ({ credentials }) => credentials.releaseTry(cleared, givenBack));
  let isRight: boolean | 'unknown';
  try {
    isRight = await look();
  } catch (problem) {
    await giveBack([], [own, ...shared]);
    throw problem;
  }
  if (isRight === 'unknown') {
    await giveBack([], [own, ...shared]);
    return { isRight: false, wasLooked: false, retryAfterMs: 0 };
  }
  if (!isRight) return { isRight, wasLooked: true, retryAfterMs };
  await giveBack([own.key], shared);
  return { isRight };
}
