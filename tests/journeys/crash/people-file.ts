import { writeFile } from 'node:fs/promises';

export const departments = ['Sales', 'Design', 'Audit', 'Legal', 'Supply', 'Care', 'Labs', 'Press'] as const;

/** A person of the generated company. */
export interface GeneratedPerson {
  readonly employeeId: string;
  readonly managerEmployeeId: string;
  readonly department: string;
}

/** People in a tree of managers: number n reports to n / 8. */
export function generatePeople(count: number): readonly GeneratedPerson[] {
  return Array.from({ length: count }, (_, i) => ({
    employeeId: String(i + 1),
    managerEmployeeId: i === 0 ? '' : String(Math.floor((i + 1) / 8) || 1),
    department: departments[(i * 7) % departments.length]!,
  }));
}

/** Writes the people as CSV beside the map that `muster import csv --map` takes; returns both paths. */
export async function writePeopleFile(
  folder: string,
  people: readonly GeneratedPerson[],
): Promise<{ readonly csv: string; readonly map: string }> {
  const lines = people.map(
    ({ employeeId, managerEmployeeId, department }) =>
      `${employeeId},Person ${employeeId},p${employeeId}@muster.internal,${department},${managerEmployeeId}`,
  );
  const [csv, map] = [`${folder}/people.csv`, `${folder}/people.map.json`];
  const header = 'employeeId,displayName,userPrincipalName,department,managerEmployeeId';
  await writeFile(csv, `${[header, ...lines].join('\n')}\n`);
  const columns = {
    employeeId: 'employeeId',
    displayName: 'displayName',
    userPrincipalName: 'userPrincipalName',
    department: 'department',
  };
  const manager = { column: 'managerEmployeeId', refersTo: 'employeeId' };
  await writeFile(map, JSON.stringify({ key: 'employeeId', columns, manager }));
  return { csv, map };
}
