import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Machine } from '../measure/machine.ts';
import type { Figure, Gap } from './figures.ts';

/** What one or more runs on one machine at one commit gave. */
export interface RunResults {
  readonly commit: string;
  /** Day of the last run, in UTC. */
  readonly day: string;
  readonly machine: Machine;
  /** The highest load average that was seen after a part. */
  readonly loadAverage: number;
  readonly figures: readonly Figure[];
  readonly gaps: readonly Gap[];
  readonly verifications: readonly { readonly text: string; readonly isRight: boolean }[];
}

const folder = fileURLToPath(new URL('../results/', import.meta.url));

/** The results that were kept last; undefined when there are none. */
export function newestResults(): RunResults | undefined {
  const newest = readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .sort()
    .at(-1);
  return newest === undefined ? undefined : (JSON.parse(readFileSync(join(folder, newest), 'utf8')) as RunResults);
}

/**
 * Keeps results as `DAY-COMMIT.json`. Runs of the same day, commit and machine are kept together: what is measured again,
 * part by part and size by size, takes the place of what was there. Returns what is kept.
 */
export function keepResults(results: RunResults): RunResults {
  const known = newestResults();
  const isSame =
    known?.commit === results.commit &&
    known.day === results.day &&
    JSON.stringify(known.machine) === JSON.stringify(results.machine);
  const kept = isSame ? merged(known, results) : results;
  const file = join(folder, `${kept.day}-${kept.commit.replace('+', '-changed')}.json`);
  writeFileSync(file, `${JSON.stringify(kept, null, 1)}\n`);
  return kept;
}

const partOf = ({ size, name }: { readonly size: string; readonly name: string }) => `${size} ${name.split('.')[0]}`;

/** What was known, without the parts that were measured again, and these. */
export function merged(known: RunResults, fresh: RunResults): RunResults {
  const again = new Set(fresh.figures.map(partOf));
  const isLeft = (each: { readonly size: string; readonly name: string }) => !again.has(partOf(each));
  const said = new Set(fresh.verifications.map(({ text }) => text));
  return {
    ...fresh,
    loadAverage: Math.max(known.loadAverage, fresh.loadAverage),
    figures: [...known.figures.filter(isLeft), ...fresh.figures],
    gaps: [...known.gaps.filter(isLeft), ...fresh.gaps],
    verifications: [...known.verifications.filter(({ text }) => !said.has(text)), ...fresh.verifications],
  };
}
