import { foldCase } from '@muster/kernel';
import { type Decision, decideRow, type ManagerLink } from './decide-row.ts';
import { lookupValue, type MappedRow } from './map-row.ts';
import { noRow } from './order-by-manager.ts';
import type { ExistingPerson, LookupProperty, PeoplePort } from './people-port.ts';
import { problem, type RowProblem } from './row-problem.ts';
import { outcomes, rereadRows, type Survey } from './survey.ts';

/** A row of the file with what is to be done about it. */
export interface DecidedRow {
  readonly row: number;
  readonly line: number;
  readonly key: string;
  readonly mapped: MappedRow;
  readonly decision: Decision;
}

type People = ReadonlyMap<string, readonly ExistingPerson[]>;
const nobody: People = new Map();

/**
 * Reads the rows again and decides them against the directory, in the given order; the survey's outcomes follow.
 * At most three look-ups, whatever the number of rows.
 */
export async function decideBatch(survey: Survey, port: PeoplePort, rows: readonly number[]): Promise<DecidedRow[]> {
  const mapped = await rereadRows(survey, rows);
  const { key, manager } = survey.map;
  const byKey = await lookUp(
    port,
    key,
    mapped.map((row) => lookupValue(row, key)),
  );
  const byPrincipalName =
    key === 'userPrincipalName'
      ? byKey
      : await lookUp(
          port,
          'userPrincipalName',
          mapped.map((row) => lookupValue(row, 'userPrincipalName')),
        );
  const byReference =
    manager === undefined
      ? nobody
      : await lookUp(
          port,
          manager.refersTo,
          mapped.map((row) => row.manager ?? undefined),
        );
  return rows.map((row, i) => {
    const current = mapped[i]!;
    const decision = decideRow(current, {
      isGuestImport: survey.map.guest !== undefined,
      withKey: having(byKey, lookupValue(current, key)),
      withPrincipalName: having(byPrincipalName, lookupValue(current, 'userPrincipalName')),
      manager: current.manager == null ? current.manager : findManager(survey, row, current.manager, byReference),
    });
    survey.outcomes[row] = outcomes[decision.action];
    return { row, line: survey.lines[row]!, key: lookupValue(current, key) ?? '', mapped: current, decision };
  });
}

function having(people: People, value: string | undefined): readonly ExistingPerson[] {
  return value === undefined ? [] : (people.get(foldCase(value)) ?? []);
}

async function lookUp(
  port: PeoplePort,
  property: LookupProperty,
  values: readonly (string | undefined)[],
): Promise<People> {
  const distinct = new Map<string, string>();
  for (const value of values) if (value !== undefined) distinct.set(foldCase(value), value);
  return distinct.size === 0 ? nobody : port.findByKey(property, [...distinct.values()]);
}

function findManager(survey: Survey, row: number, value: string, byReference: People): ManagerLink | RowProblem {
  const [person, another] = having(byReference, value);
  if (another !== undefined)
    return problem('MANAGER_AMBIGUOUS', `several people may be the manager \`${value}\``, 'manager');
  if (person !== undefined) return person.id;
  const managerRow = survey.managers[row]!;
  if (managerRow === noRow) {
    return problem('MANAGER_NOT_FOUND', `manager \`${value}\` is neither in the file nor in the directory`, 'manager');
  }
  if (survey.outcomes[managerRow] !== outcomes.refused) return 'pending';
  const line = survey.lines[managerRow];
  return problem('MANAGER_REFUSED', `manager \`${value}\` on line ${line} is not imported`, 'manager');
}
