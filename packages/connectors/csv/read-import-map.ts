import { readFile } from 'node:fs/promises';
import { errors } from '../errors.ts';
import type { GuestMap, ImportMap, ManagerMap } from './import-map.ts';
import { type LookupProperty, lookupProperties } from './people-port.ts';
import { parseTarget } from './target.ts';
import { templateFault } from './template.ts';

type Fields = Readonly<Record<string, unknown>>;

/**
 * Reads a map file.
 *
 * @throws AppError IMPORT_MAP_UNREADABLE, IMPORT_MAP_INVALID
 */
export async function readImportMap(path: string): Promise<ImportMap> {
  let json: unknown;
  try {
    json = JSON.parse((await readFile(path, 'utf8')).replace(/^\uFEFF/, ''));
  } catch (cause) {
    const code = (cause as NodeJS.ErrnoException).code;
    const reason = code === 'ENOENT' ? 'no such file' : (code ?? `not JSON (${(cause as Error).message})`);
    throw errors.IMPORT_MAP_UNREADABLE({ path, reason }, { cause });
  }
  return importMapFromJson(json);
}

/**
 * Checks a map in every respect that does not need the file's header.
 *
 * @throws AppError IMPORT_MAP_INVALID, naming the place in the map
 */
export function importMapFromJson(json: unknown): ImportMap {
  const map = record(json, '');
  knownFields(map, '', ['key', 'columns', 'constants', 'templates', 'manager', 'guest']);
  const columns = texts(map.columns, 'columns');
  const constants = constantsOf(map.constants);
  const templates = texts(map.templates, 'templates');
  for (const [name, text] of Object.entries(templates)) checkTemplate(text, `templates.${name}`);
  const guest = map.guest === undefined ? undefined : guestOf(map.guest);
  const key = lookupProperty(map.key, 'key');
  checkTargets(key, guest, [
    ...Object.entries(columns).map(([column, name]) => ({ at: `columns.${column}`, name })),
    ...Object.keys(constants).map((name) => ({ at: `constants.${name}`, name })),
    ...Object.keys(templates).map((name) => ({ at: `templates.${name}`, name })),
  ]);
  return {
    key,
    columns,
    constants,
    templates,
    ...(map.manager === undefined ? {} : { manager: managerOf(map.manager) }),
    ...(guest === undefined ? {} : { guest }),
  };
}

function invalid(at: string, reason: string) {
  return errors.IMPORT_MAP_INVALID({ at, reason });
}

function record(value: unknown, at: string): Fields {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw invalid(at, 'is not an object');
  return value as Fields;
}

function knownFields(fields: Fields, at: string, known: readonly string[]): void {
  const stray = Object.keys(fields).find((name) => !known.includes(name));
  if (stray === undefined) return;
  throw invalid(at === '' ? stray : `${at}.${stray}`, `is not known here; known are ${known.join(', ')}`);
}

function texts(value: unknown, at: string): Readonly<Record<string, string>> {
  const fields = record(value ?? {}, at);
  for (const [name, text] of Object.entries(fields)) {
    if (typeof text !== 'string') throw invalid(`${at}.${name}`, 'is not a text');
  }
  return fields as Record<string, string>;
}

function constantsOf(value: unknown): Readonly<Record<string, string | boolean>> {
  const fields = record(value ?? {}, 'constants');
  for (const [name, constant] of Object.entries(fields)) {
    if (typeof constant !== 'string' && typeof constant !== 'boolean') {
      throw invalid(`constants.${name}`, 'is neither a text nor true or false');
    }
  }
  return fields as Record<string, string | boolean>;
}

function lookupProperty(value: unknown, at: string): LookupProperty {
  const found = lookupProperties.find((name) => name === value);
  if (found === undefined) throw invalid(at, `is not one of ${lookupProperties.join(', ')}`);
  return found;
}

function checkTemplate(text: string, at: string): void {
  const fault = templateFault(text);
  if (fault !== undefined) throw invalid(at, fault);
}

function managerOf(value: unknown): ManagerMap {
  const fields = record(value, 'manager');
  knownFields(fields, 'manager', ['column', 'template', 'refersTo']);
  const refersTo = lookupProperty(fields.refersTo, 'manager.refersTo');
  const { column, template } = fields;
  if (typeof column === 'string' && template === undefined) return { column, refersTo };
  if (typeof template !== 'string' || column !== undefined) throw invalid('manager', 'needs a column or a template');
  checkTemplate(template, 'manager.template');
  return { template, refersTo };
}

function guestOf(value: unknown): GuestMap {
  const fields = record(value, 'guest');
  knownFields(fields, 'guest', ['tenantDomain', 'externalUserState']);
  const { tenantDomain, externalUserState: state = 'Accepted' } = fields;
  if (typeof tenantDomain !== 'string' || !/^[a-z0-9-]+(\.[a-z0-9-]+)+$/i.test(tenantDomain)) {
    throw invalid('guest.tenantDomain', 'is not a domain name');
  }
  if (state !== 'Accepted' && state !== 'PendingAcceptance') {
    throw invalid('guest.externalUserState', 'is not one of Accepted, PendingAcceptance');
  }
  return { tenantDomain, externalUserState: state };
}

function checkTargets(
  key: LookupProperty,
  guest: GuestMap | undefined,
  named: readonly { readonly at: string; readonly name: string }[],
): void {
  const places = new Map<string, string>();
  for (const { at, name } of named) {
    const target = parseTarget(name);
    if (typeof target === 'string') throw invalid(at, `\`${name}\` ${target}`);
    const first = places.get(target.name);
    if (first !== undefined) throw invalid(at, `sets \`${target.name}\`, which \`${first}\` sets already`);
    places.set(target.name, at);
  }
  if (guest !== undefined && !places.has('mail')) throw invalid('guest', 'needs the map to set `mail`');
  const isDerived = guest !== undefined && key === 'userPrincipalName';
  if (!places.has(key) && !isDerived) throw invalid('key', `is \`${key}\`, which the map does not set`);
}
