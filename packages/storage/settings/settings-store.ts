import type {
  ApplicationSecret,
  Domain,
  ExtensionProperty,
  Organization,
  PropertyValue,
  SettingsReader,
  SettingsWriter,
} from '@muster/directory';
import type { ObjectId } from '@muster/kernel';
import { sql } from 'kysely';
import type { Connection } from '../connection/connection.ts';
import { toJson } from '../connection/storable-text.ts';
import { uniqueValueTaken } from '../errors.ts';
import { timestampText } from '../objects/timestamp-text.ts';

/** The directory's own settings, on one connection. */
export class PostgresSettingsStore implements SettingsReader, SettingsWriter {
  constructor(private readonly connection: Connection) {}

  organization(): Promise<Organization | undefined> {
    return this.connection.row(sql`
      select id, display_name as "displayName", created_at as "createdDateTime", properties from organization limit 1`);
  }

  domains(): Promise<Domain[]> {
    return this.connection.rows(sql`
      select id, is_default as "isDefault", is_initial as "isInitial", is_verified as "isVerified",
        created_at as "createdAt", password_validity_days as "passwordValidityDays"
      from domains order by id collate "C"`);
  }

  extensionProperties(): Promise<ExtensionProperty[]> {
    return this.connection.rows(sql`
      select id, name, application_id as "applicationId", data_type as "dataType", target_objects as "targetObjects",
        created_at as "createdAt"
      from extension_properties order by name collate "C"`);
  }

  secretsOf(applications: readonly ObjectId[]): Promise<ApplicationSecret[]> {
    return this.connection.rows(sql`
      select key_id as "keyId", application_id as "applicationId", display_name as "displayName", hint, hash,
        starts_at as "startsAt", ends_at as "endsAt"
      from application_secrets where application_id = any(${applications}::uuid[])
      order by application_id, starts_at, key_id`);
  }

  async document(name: string): Promise<PropertyValue | undefined> {
    const row = await this.connection.row<{ value: PropertyValue }>(
      sql`select value from documents where name = ${name}`,
    );
    return row?.value;
  }

  /** There is one organization: saving one with another id replaces it. */
  async saveOrganization({ id, displayName, createdDateTime, properties }: Organization): Promise<void> {
    await this.connection.run(sql`delete from organization where id <> ${id}::uuid`);
    await this.connection.run(sql`
      insert into organization (id, display_name, created_at, properties)
      values (${id}::uuid, ${displayName}, ${timestampText(createdDateTime)}::timestamptz, ${toJson(properties)}::jsonb)
      on conflict (id) do update set
        display_name = excluded.display_name, created_at = excluded.created_at, properties = excluded.properties`);
  }

  async saveDomain(domain: Domain): Promise<void> {
    const { id, isDefault, isInitial, isVerified, createdAt, passwordValidityDays = null } = domain;
    await this.connection.run(sql`
      insert into domains (id, is_default, is_initial, is_verified, created_at, password_validity_days)
      values (${id}, ${isDefault}, ${isInitial}, ${isVerified}, ${timestampText(createdAt)}::timestamptz,
        ${passwordValidityDays}::bigint)
      on conflict (id) do update set
        is_default = excluded.is_default, is_initial = excluded.is_initial, is_verified = excluded.is_verified,
        created_at = excluded.created_at, password_validity_days = excluded.password_validity_days`);
  }

  async removeDomain(id: string): Promise<void> {
    await this.connection.run(sql`delete from domains where id = ${id}`);
  }

  async insertExtensionProperty(extension: ExtensionProperty): Promise<void> {
    const { id, name, applicationId, dataType, targetObjects, createdAt } = extension;
    const inserted = await this.connection.run(sql`
      insert into extension_properties (id, name, application_id, data_type, target_objects, created_at)
      values (${id}::uuid, ${name}, ${applicationId}::uuid, ${dataType}, ${toJson(targetObjects)}::jsonb,
        ${timestampText(createdAt)}::timestamptz)
      on conflict do nothing`);
    if (inserted === 0) throw uniqueValueTaken('name');
  }

  async removeExtensionProperty(id: ObjectId): Promise<void> {
    await this.connection.run(sql`delete from extension_properties where id = ${id}::uuid`);
  }

  async insertSecret(secret: ApplicationSecret): Promise<void> {
    await this.connection.run(sql`
      insert into application_secrets (key_id, application_id, display_name, hint, hash, starts_at, ends_at)
      values (${secret.keyId}, ${secret.applicationId}::uuid, ${secret.displayName}, ${secret.hint}, ${secret.hash},
        ${timestampText(secret.startsAt)}::timestamptz, ${timestampText(secret.endsAt)}::timestamptz)`);
  }

  async removeSecret(application: ObjectId, keyId: string): Promise<boolean> {
    const removed = await this.connection.run(
      sql`delete from application_secrets where application_id = ${application}::uuid and key_id = ${keyId}`,
    );
    return removed === 1;
  }

  async saveDocument(name: string, value: PropertyValue): Promise<void> {
    await this.connection.run(sql`
      insert into documents (name, value) values (${name}, ${toJson(value)}::jsonb)
      on conflict (name) do update set value = excluded.value`);
  }
}
