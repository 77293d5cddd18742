import type { Properties, PropertyTable, PropertyValue } from '@muster/directory';
import { graphErrors } from '../../errors.ts';
import { readJsonObject } from '../../wire/json-body.ts';
import { readPropertyValue } from '../../wire/property-reader.ts';

/**
 * Reads a body whose members a table names: a record to create or change, or the parameters of an action. Names ignore
 * case; annotations are tolerated.
 *
 * @param resource the type's name for messages: `Domain`
 * @throws AppError BODY_UNREADABLE, BODY_UNKNOWN_PROPERTY, BODY_READ_ONLY_PROPERTY, BODY_DUPLICATE_PROPERTY,
 *   BODY_INVALID_VALUE, BODY_VALUE_REQUIRED
 */
export function readRecordBody(text: string | undefined, table: PropertyTable, resource: string): Properties {
  const names = new Map(Object.keys(table).map((name) => [name.toLowerCase(), name]));
  const values: Record<string, PropertyValue> = {};
  for (const [written, value] of Object.entries(readJsonObject(text))) {
    if (written.includes('@')) continue;
    const property = names.get(written.toLowerCase());
    if (property === undefined) throw graphErrors.BODY_UNKNOWN_PROPERTY({ property: written, resource });
    if (Object.hasOwn(values, property)) throw graphErrors.BODY_DUPLICATE_PROPERTY({ property });
    const definition = table[property]!;
    if (definition.write === 'readOnly') throw graphErrors.BODY_READ_ONLY_PROPERTY({ property });
    values[property] = readPropertyValue(definition, value, { property, resource });
  }
  for (const [property, definition] of Object.entries(table)) {
    const isMissing = definition.isRequiredOnCreate && !Object.hasOwn(values, property);
    if (isMissing) throw graphErrors.BODY_VALUE_REQUIRED({ property, resource });
  }
  return values;
}

/** Same, for actions whose body may be left out. */
export function readOptionalBody(text: string | undefined, table: PropertyTable, resource: string): Properties {
  return readRecordBody(text ?? '{}', table, resource);
}
