/** How one property of a directory object looks and who may write it. */
export interface PropertyDefinition {
  readonly type: PropertyType;
  readonly isCollection: boolean;
  /**
   * `readWrite`: by create and update; `createOnly`: by create; `readOnly`: by nobody, the directory sets it;
   * `writeOnly`: taken, never given back.
   */
  readonly write: 'readWrite' | 'createOnly' | 'readOnly' | 'writeOnly';
  /** Longest text, in UTF-16 units, of the value or of each element. */
  readonly maxLength: number | undefined;
  /** Create without it is refused. */
  readonly isRequiredOnCreate: boolean;
  /** False: the value cannot be set to null. */
  readonly isNullable: boolean;
  /** The only texts allowed, in the spelling in which they are kept; compared ignoring case. */
  readonly allowed: readonly string[] | undefined;
  /** Fields of a `Complex` property. */
  readonly fields: Readonly<Record<string, FieldType>> | undefined;
  /** Fields of a `Complex` property that hold lists or complex values themselves. */
  readonly nested?: Readonly<Record<string, NestedField>> | undefined;
}

/** A field that is a list, a complex value, or a list of complex values. */
export interface NestedField {
  readonly type: PropertyType;
  readonly isCollection: boolean;
  /** Longest list. */
  readonly maxCount: number;
  /** Longest text. */
  readonly maxLength: number;
  /** The schema's name of a complex type. */
  readonly typeName: string | undefined;
  readonly fields: Readonly<Record<string, FieldType>>;
  /** Fields that hold lists themselves. */
  readonly nested?: Readonly<Record<string, NestedField>> | undefined;
}

export type FieldType = 'String' | 'Boolean' | 'DateTimeOffset' | 'Int32' | 'Guid' | 'Binary';
export type PropertyType = FieldType | 'Complex';

/** Property name in the spelling of the Graph schema → its definition. */
export type PropertyTable = Readonly<Record<string, PropertyDefinition>>;

/** The type names of the Graph schema, as far as this directory keeps such objects. */
export const objectTypes = [
  'user',
  'device',
  'group',
  'application',
  'servicePrincipal',
  'administrativeUnit',
] as const;
export type ObjectType = (typeof objectTypes)[number];

type Options = Partial<Omit<PropertyDefinition, 'type'>>;

function define(type: PropertyType, options: Options): PropertyDefinition {
  return {
    type,
    isCollection: false,
    write: 'readWrite',
    maxLength: undefined,
    isRequiredOnCreate: false,
    isNullable: true,
    allowed: undefined,
    fields: undefined,
    ...options,
  };
}

/** A text of at most `maxLength` UTF-16 units. */
export const text = (maxLength = 1024, options: Options = {}) => define('String', { maxLength, ...options });
export const texts = (maxLength = 1024, options: Options = {}) =>
  define('String', { maxLength, isCollection: true, isNullable: false, ...options });
export const flag = (options: Options = {}) => define('Boolean', options);
export const instant = (options: Options = {}) => define('DateTimeOffset', options);
export const integer = (options: Options = {}) => define('Int32', options);
export const guid = (options: Options = {}) => define('Guid', options);
export const complex = (fields: Readonly<Record<string, FieldType>>, options: Options = {}) =>
  define('Complex', { fields, maxLength: 1024, ...options });
export const complexes = (fields: Readonly<Record<string, FieldType>>, options: Options = {}) =>
  complex(fields, { isCollection: true, isNullable: false, ...options });

/** A list inside a complex value. */
export const listField = (type: FieldType, maxCount: number, maxLength = 1024): NestedField => ({
  type,
  isCollection: true,
  maxCount,
  maxLength,
  typeName: undefined,
  fields: {},
});
/** A complex value inside a complex value. */
export const complexField = (typeName: string, fields: Readonly<Record<string, FieldType>>): NestedField => ({
  type: 'Complex',
  isCollection: false,
  maxCount: 1,
  maxLength: 1024,
  typeName,
  fields,
});
/** A list of complex values inside a complex value. */
export const complexListField = (
  typeName: string,
  fields: Readonly<Record<string, FieldType>>,
  maxCount: number,
): NestedField => ({ ...complexField(typeName, fields), isCollection: true, maxCount });

export const readOnly = { write: 'readOnly' } as const;
export const createOnly = { write: 'createOnly' } as const;
export const required = { isRequiredOnCreate: true, isNullable: false } as const;

/** What every directory object has. */
export const objectProperties: PropertyTable = {
  id: guid({ ...readOnly, isNullable: false }),
  deletedDateTime: instant(readOnly),
  createdDateTime: instant(readOnly),
};
