import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
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

/**
 * What was kept on the newest day, of one machine, put together: a part that was measured at several commits counts as in
 * the file whose name comes last. Undefined when nothing is kept.
 */
export function newestResults(): RunResults | undefined {
  const names = keptNames();
  const newest = names.map(read).filter(({ day }) => names.at(-1)!.startsWith(day));
  const last = newest.at(-1);
  if (last === undefined) return undefined;
  const ofMachine = newest.filter(({ machine }) => JSON.stringify(machine) === JSON.stringify(last.machine));
  const commits = [...new Set(ofMachine.map(({ commit }) => commit))];
  return { ...ofMachine.reduce(merged), commit: commits.join(', ') };
}

/**
 * Keeps results as `DAY-COMMIT.json`. Runs of the same day, commit and machine are kept together: what is measured again,
 * part by part and size by size, takes the place of what was there. Returns everything of the day.
 */
export function keepResults(results: RunResults): RunResults {
  const name = `${results.day}-${results.commit.replace('+', '-changed')}.json`;
  const known = keptNames().includes(name) ? read(name) : undefined;
  const isSame = JSON.stringify(known?.machine) === JSON.stringify(results.machine);
  const kept = known !== undefined && isSame ? merged(known, results) : results;
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, name), `${JSON.stringify(kept, null, 1)}\n`);
  return newestResults()!;
}

/** Files of results, ascending by day. */
function keptNames(): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .sort();
}

function read(name: string): RunResults {
  return JSON.parse(readFileSync(join(folder, name), 'utf8')) as RunResults;
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
