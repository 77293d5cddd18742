import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cleanUp } from '../muster-process.ts';
import { crashOnce, type PassCrashes, type PassTarget, preparePassTarget } from './pass-crashes.ts';
import { seed } from './random.ts';
import { rounds } from './rounds.ts';

/** Declares the tests of crashes during passes as those of the calling file. */
export function passCrashTests(processes: number, databases: number): void {
  describe(`kill -9 in the middle of passes: ${processes} of Muster, ${databases} of its database (seed ${seed})`, () => {
    let target: PassTarget;
    const seen: PassCrashes = { rounds: 0, insidePass: 0, beforePass: 0, acknowledged: 0, totalMs: 0 };
    beforeAll(async () => {
      target = await preparePassTarget();
    }, 120_000);
    afterAll(cleanUp);

    it.each(rounds(processes, databases))(
      'round %i: the %s is killed, nothing acknowledged is lost',
      (round, victim) => crashOnce(target, victim, round, seen),
      120_000,
    );

    it('kills came while a pass stood between two batches, and while clients wrote', () => {
      process.stdout.write(`kill -9 during passes: ${JSON.stringify({ ...seen, passesMs: target.passesMs })}\n`);
      expect(seen.insidePass).toBeGreaterThan(0);
      expect(seen.acknowledged).toBeGreaterThan(seen.rounds);
    });
  });
}
