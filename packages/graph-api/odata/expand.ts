import { maximumManagerLevels } from '../capabilities/limits.ts';
import { type ExpandableRelation, type Navigation, navigationName, navigations } from '../capabilities/navigations.ts';
import { graphErrors } from '../errors.ts';
import type { PropertyScope } from './property-scope.ts';
import { defaultSelect, readSelect, type Select } from './select.ts';

/** One relation to bring along with every object. */
export interface Expand {
  readonly relation: ExpandableRelation;
  readonly isCollection: boolean;
  readonly select: Select;
  /** How many managers up; 1 without `$levels`. */
  readonly levels: number;
  /** `$levels` was given, which is an advanced query. */
  readonly hasLevels: boolean;
}

const form = /^([\w.*]+)\s*(?:\((.*)\))?$/s;

function invalid(reason: string) {
  return graphErrors.QUERY_INVALID_OPTION({ option: '$expand', reason });
}

function unsupported(reason: string) {
  return graphErrors.QUERY_UNSUPPORTED({ reason });
}

/** Splits at commas that stand outside parentheses. */
function splitOutside(text: string): readonly string[] {
  const parts: string[] = [];
  let depth = 0;
  let from = 0;
  for (let at = 0; at < text.length; at += 1) {
    if (text[at] === '(') depth += 1;
    else if (text[at] === ')') depth -= 1;
    else if (text[at] === ',' && depth === 0) {
      parts.push(text.slice(from, at));
      from = at + 1;
    }
  }
  return [...parts, text.slice(from)];
}

function findRelation(scope: PropertyScope, name: string): [ExpandableRelation, Navigation] {
  for (const type of scope.types) {
    const relation = navigationName(type, name);
    if (relation !== undefined) return [relation, navigations[type][relation]!];
  }
  throw unsupported(`\`${name}\` cannot be expanded`);
}

function readLevels(text: string, isSingle: boolean): number {
  const maximum = isSingle ? maximumManagerLevels.single : maximumManagerLevels.list;
  if (text.toLowerCase() === 'max') return maximum;
  const levels = /^\d{1,9}$/.test(text) ? Number(text) : 0;
  if (levels < 1 || levels > maximum) throw invalid(`\`$levels\` is max or 1 to ${maximum}`);
  return levels;
}

function readNestedOptions(text: string): ReadonlyMap<string, string> {
  const options = new Map<string, string>();
  for (const part of text.split(';')) {
    if (part.trim() === '') continue;
    const equals = part.indexOf('=');
    const name = part.slice(0, Math.max(equals, 0)).trim().replace(/^\$/, '').toLowerCase();
    if (name !== 'select' && name !== 'levels') throw invalid('only `$select` and `$levels` go inside');
    if (options.has(name)) throw invalid(`\`$${name}\` occurs more than once`);
    options.set(name, part.slice(equals + 1).trim());
  }
  return options;
}

/**
 * Reads `$expand`: one relation, with `$select` and, on `manager`, `$levels` inside.
 *
 * @returns undefined without the option.
 * @throws AppError QUERY_INVALID_OPTION, QUERY_UNSUPPORTED, SELECT_UNKNOWN_PROPERTY, SELECT_SYNTAX
 * @see Graph surface spec §4.8
 */
export function readExpand(text: string | undefined, scope: PropertyScope, isSingle: boolean): Expand | undefined {
  if (text === undefined || text.trim() === '') return undefined;
  const parts = splitOutside(text);
  if (parts.length > 1) throw unsupported('one relation can be expanded at a time');
  const match = form.exec(text.trim());
  if (match === null) throw invalid('write a relation, such as `manager($select=id)`');
  const [relation, navigation] = findRelation(scope, match[1]!);
  const options = readNestedOptions(match[2] ?? '');
  const levels = options.get('levels');
  if (levels !== undefined && relation !== 'manager') throw unsupported('`$levels` goes with `manager` alone');
  const targets = { ...scope, types: navigation.targets };
  const nested = readSelect(options.get('select'), targets, false);
  return {
    relation,
    isCollection: navigation.isCollection,
    select: navigation.honoursNestedSelect ? nested : defaultSelect,
    levels: levels === undefined ? 1 : readLevels(levels, isSingle),
    hasLevels: levels !== undefined,
  };
}
