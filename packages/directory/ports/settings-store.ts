import type { Instant, ObjectId } from '@muster/kernel';
import type { RuleDialect } from '@muster/rules';
import type { PropertyValue } from '../objects/directory-object.ts';
import type { FieldType, ObjectType } from '../objects/property-definition.ts';

/** The directory itself, as `organization` shows it. */
export interface Organization {
  readonly id: ObjectId;
  readonly displayName: string;
  readonly createdDateTime: Instant;
  /** Writable members of `organization`, by name. */
  readonly properties: Readonly<Record<string, PropertyValue>>;
}

/** The language in which the directory's rules may be written; the portable one unless something else was set. */
export function ruleDialectOf(organization: Organization | undefined): RuleDialect {
  return organization?.properties.ruleDialect === 'extended' ? 'extended' : 'entra';
}

export interface Domain {
  /** The domain name, lower case. */
  readonly id: string;
  readonly isDefault: boolean;
  readonly isInitial: boolean;
  readonly isVerified: boolean;
  readonly createdAt: Instant;
  /** How many days passwords of users in this domain are valid; null or absent where they do not expire. */
  readonly passwordValidityDays?: number | null;
}

/** A directory extension: a property that an application added to a type of object. */
export interface ExtensionProperty {
  readonly id: ObjectId;
  /** `extension_{appId without hyphens}_{name}` */
  readonly name: string;
  readonly applicationId: ObjectId;
  readonly dataType: ExtensionDataType;
  readonly targetObjects: readonly string[];
  readonly createdAt: Instant;
}

export const extensionDataTypes = ['Binary', 'Boolean', 'DateTime', 'Integer', 'LargeInteger', 'String'] as const;
export type ExtensionDataType = (typeof extensionDataTypes)[number];

/** A client secret as stored. */
export interface ApplicationSecret {
  readonly keyId: string;
  readonly applicationId: ObjectId;
  readonly displayName: string | null;
  /** First characters of the secret, as `hint`. */
  readonly hint: string;
  /** Argon2id, PHC form. */
  readonly hash: string;
  readonly startsAt: Instant;
  readonly endsAt: Instant;
}

export interface SettingsReader {
  /** Undefined before the directory is set up. */
  organization(): Promise<Organization | undefined>;
  domains(): Promise<readonly Domain[]>;
  extensionProperties(): Promise<readonly ExtensionProperty[]>;
  secretsOf(applications: readonly ObjectId[]): Promise<readonly ApplicationSecret[]>;
  /** A named private document of the directory, such as its signing keys. */
  document(name: string): Promise<PropertyValue | undefined>;
}

export interface SettingsWriter {
  saveOrganization(organization: Organization): Promise<void>;
  saveDomain(domain: Domain): Promise<void>;
  removeDomain(id: string): Promise<void>;
  insertExtensionProperty(extension: ExtensionProperty): Promise<void>;
  removeExtensionProperty(id: ObjectId): Promise<void>;
  insertSecret(secret: ApplicationSecret): Promise<void>;
  removeSecret(application: ObjectId, keyId: string): Promise<boolean>;
  saveDocument(name: string, value: PropertyValue): Promise<void>;
}

/** The property type in which values of an extension are kept and compared. */
export const extensionFieldTypes: Readonly<Record<ExtensionDataType, FieldType>> = {
  Binary: 'Binary',
  Boolean: 'Boolean',
  DateTime: 'DateTimeOffset',
  Integer: 'Int32',
  LargeInteger: 'Int32',
  String: 'String',
};

/** Names of object types in `targetObjects`. */
export const extensionTargets: Readonly<Record<string, ObjectType>> = {
  User: 'user',
  Group: 'group',
  Device: 'device',
  Application: 'application',
  AdministrativeUnit: 'administrativeUnit',
};
