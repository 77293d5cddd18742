import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cleanUp } from '../muster-process.ts';
import { crashImport, type ImportCrashes, type ImportTarget, prepareImportTarget } from './import-crashes.ts';
import { seed } from './random.ts';
import { rounds } from './rounds.ts';

/** Declares the tests of crashes during imports as those of the calling file. */
export function importCrashTests(processes: number, databases: number): void {
  describe(`kill -9 in the middle of imports: ${processes} of the import, ${databases} of the database too (seed ${seed})`, () => {
    let target: ImportTarget;
    const seen: ImportCrashes = { rounds: 0, insideImport: 0, written: [], totalMs: 0 };
    beforeAll(async () => {
      target = await prepareImportTarget();
    }, 120_000);
    afterAll(cleanUp);

    it.each(rounds(processes, databases))(
      'round %i: the %s is killed, everybody is whole, importing again completes',
      (round, victim) => crashImport(target, victim, round, seen),
      120_000,
    );

    it('kills came between the first batch and the last', () => {
      process.stdout.write(`kill -9 during imports: ${JSON.stringify(seen)}\n`);
      expect(seen.insideImport).toBeGreaterThan(seen.rounds / 2);
    });
  });
}
