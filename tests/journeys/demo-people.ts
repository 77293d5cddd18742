import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';

/** A row of the demo company's files: column → text, empty for what the person does not have. */
export interface DemoPerson {
  readonly isGuest: boolean;
  readonly displayName: string;
  readonly [column: string]: string | boolean;
}

/** Everybody in the demo company: its own people, then the guests. */
export const demoPeople: readonly DemoPerson[] = [
  ...readRows('adventureworks-employees', false),
  ...readRows('oracle-hr-employees', true),
];

/** Names of those people for whom the condition holds, sorted. */
export function namesOf(condition: (person: DemoPerson) => boolean): readonly string[] {
  return demoPeople
    .filter(condition)
    .map((person) => person.displayName)
    .sort();
}

function readRows(name: string, isGuest: boolean): DemoPerson[] {
  const text = readFileSync(new URL(`../../fixtures/people/${name}.csv`, import.meta.url), 'utf8');
  const rows = parse<Record<string, string>>(text, { columns: true });
  return rows.map((row) => ({ ...row, displayName: row.displayName!, isGuest }));
}
