/** What is killed: Muster alone, or its database server too, a moment before or after. */
export type Victim = 'process' | 'database';

/** The rounds of a run: number and victim, every fourth or fifth the database too. */
export function rounds(processes: number, databases: number): readonly (readonly [number, Victim])[] {
  const every = Math.floor((processes + databases) / databases);
  return Array.from({ length: processes + databases }, (_, i) => [
    i + 1,
    i % every === every - 1 ? 'database' : 'process',
  ]);
}
