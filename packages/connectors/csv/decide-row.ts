import { isDeepStrictEqual } from 'node:util';
import { type Properties, type PropertyValue, propertyTables } from '@muster/directory';
import type { ObjectId } from '@muster/kernel';
import type { MappedRow } from './map-row.ts';
import type { ExistingPerson } from './people-port.ts';
import { problem, type RowProblem } from './row-problem.ts';

/** A manager who is in the directory, nobody, or somebody whom this import creates first. */
export type ManagerLink = ObjectId | null | 'pending';

/** One property of a person before and after. `manager` shows the manager's id before, and the row's own word after. */
export interface PropertyChange {
  readonly property: string;
  readonly from: PropertyValue;
  readonly to: PropertyValue;
}

export type Decision =
  | { readonly action: 'refused'; readonly problems: readonly RowProblem[] }
  | { readonly action: 'unchanged' }
  | { readonly action: 'create'; readonly properties: Properties; readonly manager: ManagerLink }
  | {
      readonly action: 'update';
      readonly id: ObjectId;
      readonly properties: Properties;
      readonly changes: readonly PropertyChange[];
      /** Undefined: stays. */
      readonly manager: ManagerLink | undefined;
    };

/** What the directory says about a row that is well-formed. */
export interface Found {
  readonly isGuestImport: boolean;
  readonly withKey: readonly ExistingPerson[];
  /** People who hold the row's user principal name. */
  readonly withPrincipalName: readonly ExistingPerson[];
  /** Undefined: the row says nothing of managers. */
  readonly manager: ManagerLink | RowProblem | undefined;
}

/** What to do with the row; nothing here depends on other rows. */
export function decideRow(row: MappedRow, found: Found): Decision {
  const [person, another] = found.withKey;
  const problems: RowProblem[] = [...row.problems];
  const { manager } = found;
  if (isProblem(manager)) problems.push(manager);
  if (another !== undefined) problems.push(problem('KEY_AMBIGUOUS', 'several people in the directory have this key'));
  if (person !== undefined && found.isGuestImport && person.properties.creationType !== 'Invitation') {
    problems.push(problem('NOT_A_GUEST', 'the person with this key is not a guest by invitation'));
  }
  const name = row.properties.userPrincipalName ?? (person === undefined ? row.onCreate.userPrincipalName : undefined);
  if (typeof name === 'string' && found.withPrincipalName.some((holder) => holder.id !== person?.id)) {
    problems.push(problem('UPN_TAKEN', `\`${name}\` belongs to somebody else`, 'userPrincipalName'));
  }
  const creation = person === undefined ? newProperties(row) : {};
  if (person === undefined) problems.push(...missingOnCreate(creation));
  if (problems.length > 0 || isProblem(manager)) return { action: 'refused', problems };
  if (person === undefined) return { action: 'create', properties: creation, manager: manager ?? null };
  return decideUpdate(row, person, manager);
}

function isProblem(manager: Found['manager']): manager is RowProblem {
  return typeof manager === 'object' && manager !== null;
}

function newProperties(row: MappedRow): Properties {
  const properties: Record<string, PropertyValue> = { ...row.onCreate };
  for (const [name, value] of Object.entries(row.properties)) {
    const kept = propertyTables.user[name]!.type === 'Complex' ? withoutNulls(value as Properties) : value;
    if (!isNothing(kept)) properties[name] = kept;
  }
  return properties;
}

function withoutNulls(fields: Properties): PropertyValue {
  const kept = Object.entries(fields).filter(([, value]) => value !== null);
  return kept.length === 0 ? null : Object.fromEntries(kept);
}

function isNothing(value: PropertyValue): boolean {
  return value === null || (Array.isArray(value) && value.length === 0);
}

/** The password apart: an import brings none. */
function missingOnCreate(properties: Properties): RowProblem[] {
  return Object.entries(propertyTables.user)
    .filter(
      ([name, { isRequiredOnCreate, write }]) => isRequiredOnCreate && write !== 'writeOnly' && !(name in properties),
    )
    .map(([name]) => problem('MISSING_VALUE', `\`${name}\` has no value, and a new person needs one`, name));
}

function decideUpdate(row: MappedRow, person: ExistingPerson, manager: ManagerLink | undefined): Decision {
  const properties: Record<string, PropertyValue> = {};
  const changes: PropertyChange[] = [];
  for (const [name, value] of Object.entries(row.properties)) {
    const found = compare(name, person.properties[name] ?? null, value);
    if (found.length === 0) continue;
    changes.push(...found);
    properties[name] = isFields(name)
      ? { ...(person.properties[name] as Properties), ...(value as Properties) }
      : value;
  }
  const isManagerMoved = manager !== undefined && manager !== person.managerId;
  if (isManagerMoved) changes.push({ property: 'manager', from: person.managerId, to: row.manager ?? null });
  if (changes.length === 0) return { action: 'unchanged' };
  return { action: 'update', id: person.id, properties, changes, manager: isManagerMoved ? manager : undefined };
}

function isFields(name: string): boolean {
  const { type, isCollection } = propertyTables.user[name]!;
  return type === 'Complex' && !isCollection;
}

function compare(name: string, from: PropertyValue, to: PropertyValue): PropertyChange[] {
  if (isFields(name)) {
    return Object.entries(to as Properties).flatMap(([field, value]) =>
      changed(`${name}.${field}`, (from as Properties | null)?.[field] ?? null, value),
    );
  }
  return isNothing(from) && isNothing(to) ? [] : changed(name, from, to);
}

function changed(property: string, from: PropertyValue, to: PropertyValue): PropertyChange[] {
  return isDeepStrictEqual(from, to) ? [] : [{ property, from, to }];
}
