import { setTimeout as sleep } from 'node:timers/promises';
import type { Clock } from '@muster/kernel';

/**
 * Sessions begin with whole seconds: one that began in the second in which others were ended would have ended too. Waits for
 * the next second, if it must.
 *
 * @returns the second since 1970 with which the session may begin
 */
export async function secondAfter(validFrom: number | null, clock: Clock): Promise<number> {
  // One more: a timer may go off in the last millisecond of the old second.
  if (secondOf(clock) * 1000 < (validFrom ?? 0)) await sleep(1001 - (clock() % 1000));
  return secondOf(clock);
}

const secondOf = (clock: Clock) => Math.floor(clock() / 1000);
