import type { CandidateName } from '../names.ts';
import type { Candidate } from './candidate.ts';
import { Closures } from './closures.ts';
import { DuckDb } from './duckdb.ts';
import { JsonRulesEngine } from './json-rules-engine.ts';
import { Ours } from './ours.ts';
import { Roaring } from './roaring.ts';

/** Those that work in memory; PostgreSQL takes part where things are stored. */
export type MemoryCandidate = Exclude<CandidateName, 'postgresql'>;

const makers: Readonly<Record<MemoryCandidate, () => Candidate>> = {
  ours: () => new Ours(),
  closures: () => new Closures(),
  roaring: () => new Roaring(),
  duckdb: () => new DuckDb(),
  'json-rules-engine': () => new JsonRulesEngine(),
};

export const memoryCandidates = Object.keys(makers) as readonly MemoryCandidate[];

export function makeCandidate(name: MemoryCandidate): Candidate {
  return makers[name]();
}
