import type { Properties, PropertyValue } from '@muster/directory';
import type { BoundMap } from './bind-map.ts';
import { checkValue } from './check-value.ts';
import { guestFacts, guestPrincipalName, guestProblem } from './guest-facts.ts';
import type { GuestMap } from './import-map.ts';
import type { LookupProperty } from './people-port.ts';
import { problem, type RowProblem } from './row-problem.ts';
import { parseTarget, type Target } from './target.ts';
import { fillTemplate } from './template.ts';

const principalName = parseTarget('userPrincipalName') as Target;

/** One row as the map reads it. */
export interface MappedRow {
  /** What the row says; null and empty collections mean no value. Complex values hold the mapped fields only. */
  readonly properties: Properties;
  /** What a new person gets where `properties` have nothing; a later import leaves it alone. */
  readonly onCreate: Properties;
  /** Undefined: the map says nothing of managers; null: nobody. */
  readonly manager: string | null | undefined;
  readonly problems: readonly RowProblem[];
}

/** Reads a row; what cannot be read is left out and is a problem. */
export function mapRow(map: BoundMap, cells: readonly string[]): MappedRow {
  const problems: RowProblem[] = [];
  const shape = shapeProblem(map, cells);
  if (shape !== undefined) return { properties: {}, onCreate: {}, manager: undefined, problems: [shape] };
  const properties: Record<string, PropertyValue> = {};
  for (const { target, template } of map.values) {
    const reading = checkValue(target, fillTemplate(template, cells));
    if ('problem' in reading) problems.push(reading.problem);
    else if (target.field === undefined) properties[target.property] = reading.value;
    else
      properties[target.property] = { ...(properties[target.property] as Properties), [target.field]: reading.value };
  }
  const onCreate = createOnly(map, properties, problems);
  requireKey(map, { ...onCreate, ...properties }, problems);
  const manager = map.manager === undefined ? undefined : fillTemplate(map.manager.template, cells) || null;
  return { properties, onCreate, manager, problems };
}

/** The text by which the row's person can be found; undefined when the row has none. */
export function lookupValue(row: MappedRow, property: LookupProperty): string | undefined {
  const value = row.properties[property] ?? row.onCreate[property];
  return typeof value === 'string' ? value : undefined;
}

function shapeProblem(map: BoundMap, cells: readonly string[]): RowProblem | undefined {
  if (cells.length !== map.columnCount) {
    return problem('WRONG_CELL_COUNT', `${cells.length} cells where the header has ${map.columnCount}`);
  }
  const damaged = cells.find((cell) => cell.includes('\uFFFD'));
  if (damaged === undefined) return undefined;
  return problem('BAD_ENCODING', `\`${damaged}\` is not UTF-8 text`);
}

function createOnly(map: BoundMap, properties: Properties, problems: RowProblem[]): Properties {
  const { mail } = properties;
  if (map.guest === undefined) return memberDefaults(properties.userPrincipalName);
  if (typeof mail !== 'string') {
    const isReported = problems.some((found) => found.property === 'mail');
    if (!isReported) problems.push(problem('MISSING_VALUE', '`mail` has no value', 'mail'));
    return {};
  }
  const fault = guestProblem(map.guest, mail);
  if (fault !== undefined) problems.push(fault);
  if (typeof properties.userPrincipalName === 'string')
    return guestDefaults(map.guest, mail, properties.userPrincipalName);
  const derived = guestPrincipalName(mail, map.guest.tenantDomain);
  const reading = checkValue(principalName, derived);
  if ('problem' in reading) problems.push(reading.problem);
  return guestDefaults(map.guest, mail, derived);
}

function guestDefaults(guest: GuestMap, mail: string, userPrincipalName: string): Properties {
  return { ...memberDefaults(userPrincipalName), userPrincipalName, ...guestFacts(guest, mail, userPrincipalName) };
}

function memberDefaults(userPrincipalName: PropertyValue | undefined): Properties {
  const defaults = { accountEnabled: true, userType: 'Member' };
  if (typeof userPrincipalName !== 'string') return defaults;
  const alias = userPrincipalName.slice(0, userPrincipalName.indexOf('@'));
  return { ...defaults, mailNickname: alias };
}

function requireKey(map: BoundMap, values: Properties, problems: RowProblem[]): void {
  if (typeof values[map.key] === 'string' || problems.some((found) => found.property === map.key)) return;
  problems.push(problem('MISSING_VALUE', `\`${map.key}\` has no value; it tells people apart`, map.key));
}
