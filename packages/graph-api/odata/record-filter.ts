import { foldCase } from '@muster/kernel';
import { graphErrors } from '../errors.ts';
import type { JsonMembers } from '../wire/present-object.ts';
import { parseFilter } from './filter-parser.ts';
import type { Literal } from './filter-scanner.ts';
import type { FilterNode, FilterPath } from './filter-tree.ts';

/** Decides which records a filter keeps. */
export type RecordFilter = (record: JsonMembers) => boolean;

/** A filter over small records, such as roles: what it keeps, and values that a member must have for it to keep anything. */
export interface ReadRecordFilter {
  readonly keeps: RecordFilter;
  /** Member → the text it is compared with by `eq`, where nothing else could be kept. */
  readonly demands: ReadonlyMap<string, string>;
}

/**
 * Reads `$filter` over records that are all in memory: `eq`, `ne`, `in`, `startsWith`, `endsWith`, `contains`, `and`, `or`,
 * `not` over single texts and flags, ignoring case.
 *
 * @param members the members that can be filtered, in the schema's spelling
 * @throws AppError FILTER_SYNTAX and the others of `parseFilter`, FILTER_UNKNOWN_PROPERTY, QUERY_UNSUPPORTED
 */
export function readRecordFilter(text: string, members: readonly string[], type: string): ReadRecordFilter {
  const node = parseFilter(text);
  const demands = new Map<string, string>();
  const scope: Scope = { members, type };
  for (const term of node.kind === 'and' ? node.terms : [node]) {
    if (term.kind !== 'compare' || term.operator !== 'eq') continue;
    const { literal } = term;
    if (literal.kind === 'string' || literal.kind === 'guid') demands.set(memberOf(term.path, scope), literal.value);
  }
  return { keeps: compile(node, scope), demands };
}

interface Scope {
  readonly members: readonly string[];
  readonly type: string;
}

function memberOf(path: FilterPath, { members, type }: Scope): string {
  const written = path.map((segment) => segment.text).join('/');
  const found = members.find((each) => each.toLowerCase() === written.toLowerCase());
  if (found === undefined) throw graphErrors.FILTER_UNKNOWN_PROPERTY({ property: written, type });
  return found;
}

const folded = (value: unknown) => (typeof value === 'string' ? foldCase(value) : (value ?? null));

function constant(literal: Literal): string | boolean | null {
  if (literal.kind === 'null') return null;
  if (literal.kind === 'boolean') return literal.value;
  if (literal.kind === 'string' || literal.kind === 'guid') return foldCase(literal.value);
  throw graphErrors.QUERY_UNSUPPORTED({ reason: 'compare with a text, true, false or null' });
}

function compile(node: FilterNode, scope: Scope): RecordFilter {
  switch (node.kind) {
    case 'and':
    case 'or': {
      const terms = node.terms.map((term) => compile(term, scope));
      return node.kind === 'and' ? (r) => terms.every((term) => term(r)) : (r) => terms.some((term) => term(r));
    }
    case 'not': {
      const term = compile(node.term, scope);
      return (record) => !term(record);
    }
    case 'compare':
      return compileComparison(node, scope);
    case 'in': {
      const member = memberOf(node.path, scope);
      const values = new Set(node.literals.map(constant));
      return (record) => values.has(folded(record[member]) as string);
    }
    case 'call': {
      const member = memberOf(node.path, scope);
      const [name, part] = [node.name, foldCase(node.text)] as const;
      const tests = { startsWith: 'startsWith', endsWith: 'endsWith', contains: 'includes' } as const;
      return (record) => {
        const value = folded(record[member]);
        return typeof value === 'string' && value[tests[name]](part);
      };
    }
    default:
      throw graphErrors.QUERY_UNSUPPORTED({ reason: 'eq, ne, in, startsWith, endsWith and contains can be used here' });
  }
}

function compileComparison(node: FilterNode & { readonly kind: 'compare' }, scope: Scope): RecordFilter {
  const member = memberOf(node.path, scope);
  const value = constant(node.literal);
  if (node.operator === 'eq') return (record) => folded(record[member]) === value;
  if (node.operator === 'ne') return (record) => folded(record[member]) !== value;
  throw graphErrors.QUERY_UNSUPPORTED({ reason: `\`${node.operator}\` cannot be used here` });
}
