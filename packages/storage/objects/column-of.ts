import {
  type ObjectType,
  objectTypes,
  type PropertyDefinition,
  propertyTables,
  sourceProperties,
} from '@muster/directory';

/** How a value is kept: `json` for collections and complex values, the others as themselves. */
export type ColumnKind = 'text' | 'boolean' | 'instant' | 'integer' | 'json';

/** The column of one property. */
export interface Column {
  readonly property: string;
  readonly name: string;
  readonly kind: ColumnKind;
  readonly sqlType: string;
  readonly definition: PropertyDefinition;
}

/** Object type → its table. */
export const tableOf: Readonly<Record<ObjectType, string>> = {
  user: 'users',
  device: 'devices',
  group: 'groups',
  application: 'applications',
  servicePrincipal: 'service_principals',
  administrativeUnit: 'administrative_units',
};

/** Part of every object, in columns of their own; and what is worked out whenever it is asked for. */
const notStored = new Set<string>(['id', 'deletedDateTime', 'membershipRuleProcessingStatus', ...sourceProperties]);

const sqlTypes: Readonly<Record<ColumnKind, string>> = {
  text: 'text',
  boolean: 'boolean',
  instant: 'timestamptz(3)',
  integer: 'integer',
  json: 'jsonb',
};

function kindOf({ type, isCollection }: PropertyDefinition): ColumnKind {
  if (isCollection || type === 'Complex') return 'json';
  if (type === 'Boolean') return 'boolean';
  if (type === 'DateTimeOffset') return 'instant';
  return type === 'Int32' ? 'integer' : 'text';
}

function snakeCase(property: string): string {
  return property.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

function columnsFor(type: ObjectType): ReadonlyMap<string, Column> {
  const stored = Object.entries(propertyTables[type]).filter(([property]) => !notStored.has(property));
  return new Map(
    stored.map(([property, definition]) => {
      const kind = kindOf(definition);
      return [property, { property, name: snakeCase(property), kind, sqlType: sqlTypes[kind], definition }];
    }),
  );
}

const columns = Object.fromEntries(objectTypes.map((type) => [type, columnsFor(type)])) as Readonly<
  Record<ObjectType, ReadonlyMap<string, Column>>
>;

/** The columns of a type, by property. */
export function columnsOf(type: ObjectType): ReadonlyMap<string, Column> {
  return columns[type];
}
