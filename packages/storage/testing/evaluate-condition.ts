import {
  type ComparisonOperator,
  type Condition,
  type DirectoryObject,
  type PropertyValue,
  type QueryPath,
  type QueryValue,
  wordsOf,
} from '@muster/directory';
import { foldCase } from '@muster/kernel';

type Finder = (path: QueryPath) => PropertyValue;

/** What a condition means: decided on an object in memory. The database must give the same answer. */
export function satisfies(object: DirectoryObject, condition: Condition): boolean {
  return decide(condition, object.type, (path) => valueAt(object, path));
}

function valueAt(object: DirectoryObject, [property, field]: QueryPath): PropertyValue {
  if (property === 'id') return object.id;
  if (property === 'deletedDateTime') return object.deletedAt;
  const value = object.properties[property!] ?? null;
  return field === undefined ? value : fieldOf(value, field);
}

function fieldOf(value: PropertyValue, field: string): PropertyValue {
  return (value as Record<string, PropertyValue> | null)?.[field] ?? null;
}

function decide(condition: Condition, type: string, find: Finder): boolean {
  switch (condition.op) {
    case 'and':
      return condition.terms.every((term) => decide(term, type, find));
    case 'or':
      return condition.terms.some((term) => decide(term, type, find));
    case 'not':
      return !decide(condition.term, type, find);
    case 'isType':
      return condition.type === type;
    case 'in':
      return condition.values.some((value) => compares('eq', find(condition.path), value));
    case 'startsWith':
    case 'endsWith':
    case 'contains':
      return matches(condition.op, find(condition.path), condition.value);
    case 'any': {
      const elements = (find(condition.path) ?? []) as readonly PropertyValue[];
      return elements.some((element) =>
        decide(condition.element, type, ([field]) => (field === undefined ? element : fieldOf(element, field))),
      );
    }
    case 'count': {
      const elements = (find(condition.path) ?? []) as readonly PropertyValue[];
      return compares(condition.comparison, elements.length, condition.value);
    }
    case 'words':
      return hasWords(find(condition.path), condition.text);
    default:
      return compares(condition.op, find(condition.path), condition.value);
  }
}

function matches(op: 'startsWith' | 'endsWith' | 'contains', found: PropertyValue, value: string): boolean {
  if (typeof found !== 'string') return false;
  const [text, part] = [foldCase(found), foldCase(value)];
  return { startsWith: text.startsWith(part), endsWith: text.endsWith(part), contains: text.includes(part) }[op];
}

function compares(op: ComparisonOperator, found: PropertyValue, wanted: QueryValue): boolean {
  if (op === 'ne') return !compares('eq', found, wanted);
  if (found === null || wanted === null) return op === 'eq' && found === wanted;
  const order = compareValues(found, typeof wanted === 'object' ? wanted.instant : wanted);
  if (order === undefined) return false;
  return { eq: order === 0, gt: order > 0, ge: order >= 0, lt: order < 0, le: order <= 0 }[op];
}

function compareValues(a: PropertyValue, b: string | number | boolean): number | undefined {
  if (typeof a === 'string' && typeof b === 'string') return Buffer.compare(bytesOf(a), bytesOf(b));
  if (typeof a !== typeof b || typeof a === 'object') return undefined;
  return Number(a) - Number(b);
}

const bytesOf = (text: string) => Buffer.from(foldCase(text));

function hasWords(found: PropertyValue, text: string): boolean {
  const searched = wordsOf(text).map(foldCase);
  if (typeof found !== 'string' || searched.length === 0) return false;
  const joined = found
    .split(/\s+/)
    .filter((run) => /[^\p{Alphabetic}\p{N}]/u.test(run))
    .map((run) => run.replace(/[^\p{Alphabetic}\p{N}]/gu, ''));
  const words = [...wordsOf(found), ...joined].map(foldCase);
  return searched.every((word) => words.some((candidate) => candidate.startsWith(word)));
}
