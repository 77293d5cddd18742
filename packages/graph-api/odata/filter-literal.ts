import type { QueryValue } from '@muster/directory';
import { isGuid } from '@muster/kernel';
import { graphErrors } from '../errors.ts';
import type { Literal } from './filter-scanner.ts';
import type { FilterTarget } from './filter-target.ts';

const edmNames = {
  string: 'Edm.String',
  guid: 'Edm.Guid',
  boolean: 'Edm.Boolean',
  number: 'a number',
  instant: 'Edm.DateTimeOffset',
  null: 'null',
} as const;

function mismatch(target: FilterTarget, literal: Literal) {
  return graphErrors.FILTER_TYPE_MISMATCH({
    property: [target.property.name, ...target.path.slice(target.path[0] === target.property.name ? 1 : 0)].join('/'),
    expected: `Edm.${target.type}`,
    found: edmNames[literal.kind],
  });
}

function resourceName(type: string): string {
  return type[0]!.toUpperCase() + type.slice(1);
}

/** Quoted and bare GUIDs are equal; a quoted text that is none gets the sentence of the property it stands beside. */
function guidValue(target: FilterTarget, literal: Literal): QueryValue {
  if (literal.kind === 'guid') return literal.value;
  if (literal.kind !== 'string') throw mismatch(target, literal);
  if (isGuid(literal.value)) return literal.value.toLowerCase();
  const property = target.property.name;
  if (property === 'id') throw graphErrors.OBJECT_ID_MALFORMED({ id: literal.value });
  const resource = resourceName(target.property.owners[0]!);
  throw graphErrors.BODY_INVALID_VALUE({ property, resource, reason: `\`${literal.value}\` is not a GUID` });
}

/**
 * The value a literal stands for beside a property.
 *
 * @throws AppError FILTER_TYPE_MISMATCH, OBJECT_ID_MALFORMED, BODY_INVALID_VALUE when it is of another type
 */
export function literalValue(target: FilterTarget, literal: Literal): QueryValue {
  if (literal.kind === 'null') return null;
  if (target.type === 'Guid') return guidValue(target, literal);
  if (target.type === 'String' && (literal.kind === 'string' || literal.kind === 'guid')) return literal.value;
  if (target.type === 'Boolean' && literal.kind === 'boolean') return literal.value;
  if (target.type === 'DateTimeOffset' && literal.kind === 'instant') return { instant: literal.value };
  if (target.type === 'Int32' && literal.kind === 'number' && Number.isSafeInteger(literal.value)) return literal.value;
  throw mismatch(target, literal);
}
