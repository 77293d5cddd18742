import type {
  FederationAttempt,
  IdentityReader,
  IdentityWriter,
  LinkedIdentity,
  StoredPartner,
  StoredProvider,
} from '@muster/directory';
import type { Instant, ObjectId } from '@muster/kernel';
import { sql } from 'kysely';
import type { Connection } from '../connection/connection.ts';
import { storable, toJson } from '../connection/storable-text.ts';
import { timestampText } from '../objects/timestamp-text.ts';

/** Identity providers, partners, accounts elsewhere and sign-ins on their way, on one connection. */
export class PostgresIdentityStore implements IdentityReader, IdentityWriter {
  constructor(private readonly connection: Connection) {}

  providers(): Promise<StoredProvider[]> {
    return this.connection.rows(sql`
      select id, kind, settings, version, created_at as "createdAt" from identity_providers order by id collate "C"`);
  }

  async providerSecret(id: string): Promise<string | undefined> {
    const row = await this.connection.row<{ secret: string | null }>(
      sql`select secret from identity_providers where id = ${id}`,
    );
    return row?.secret ?? undefined;
  }

  partners(): Promise<StoredPartner[]> {
    return this.connection.rows(
      sql`select tenant_id as "tenantId", settings from cross_tenant_partners order by tenant_id`,
    );
  }

  partner(tenantId: string): Promise<StoredPartner | undefined> {
    // As text: whatever an address names can be asked for.
    return this.connection.row(sql`
      select tenant_id as "tenantId", settings from cross_tenant_partners where tenant_id::text = ${storable(tenantId)}`);
  }

  linkedIdentity(identityId: string): Promise<LinkedIdentity | undefined> {
    return this.connection.row(sql`
      select identity_id as "identityId", issuer, user_id as "userId", provider_id as "providerId",
        linked_at as "linkedAt"
      from linked_identities where identity_id = ${identityId}`);
  }

  async isLinked(userId: ObjectId): Promise<boolean> {
    const row = await this.connection.row(
      sql`select identity_id from linked_identities where user_id = ${userId}::uuid limit 1`,
    );
    return row !== undefined;
  }

  async saveProvider(provider: StoredProvider, secret: string | null | undefined): Promise<void> {
    const { id, kind, settings, version, createdAt } = provider;
    const kept = secret === undefined ? sql`identity_providers.secret` : sql`excluded.secret`;
    await this.connection.run(sql`
      insert into identity_providers (id, kind, settings, secret, version, created_at)
      values (${id}, ${kind}, ${toJson(settings)}::jsonb, ${secret ?? null}, ${version}::bigint,
        ${timestampText(createdAt)}::timestamptz)
      on conflict (id) do update set kind = excluded.kind, settings = excluded.settings, secret = ${kept},
        version = excluded.version`);
  }

  async removeProvider(id: string): Promise<void> {
    await this.connection.run(sql`delete from identity_providers where id = ${id}`);
  }

  async savePartner({ tenantId, settings }: StoredPartner): Promise<void> {
    await this.connection.run(sql`
      insert into cross_tenant_partners (tenant_id, settings) values (${tenantId}::uuid, ${toJson(settings)}::jsonb)
      on conflict (tenant_id) do update set settings = excluded.settings`);
  }

  async removePartner(tenantId: string): Promise<boolean> {
    const removed = await this.connection.run(
      sql`delete from cross_tenant_partners where tenant_id::text = ${storable(tenantId)}`,
    );
    return removed === 1;
  }

  async linkIdentity({ identityId, issuer, userId, providerId, linkedAt }: LinkedIdentity): Promise<boolean> {
    const linked = await this.connection.run(sql`
      insert into linked_identities (identity_id, issuer, user_id, provider_id, linked_at)
      values (${identityId}, ${storable(issuer)}, ${userId}::uuid, ${providerId},
        ${timestampText(linkedAt)}::timestamptz)
      on conflict do nothing`);
    return linked === 1;
  }

  async unlinkIdentities(userId: ObjectId): Promise<void> {
    await this.connection.run(sql`delete from linked_identities where user_id = ${userId}::uuid`);
  }

  async saveAttempt(attempt: FederationAttempt, now: Instant): Promise<void> {
    const { stateHash, browserHash, providerId, nonce, codeVerifier, redirectUri, returnTo, acrValues } = attempt;
    await this.connection.run(sql`
      insert into federation_attempts (state_hash, browser_hash, provider_id, nonce, code_verifier, redirect_uri,
        return_to, acr_values, ends_at)
      values (${stateHash}, ${browserHash}, ${providerId}, ${nonce}, ${codeVerifier}, ${storable(redirectUri)},
        ${storable(returnTo)}, ${toJson(acrValues)}::jsonb, ${timestampText(attempt.endsAt)}::timestamptz)`);
    await this.#forgetAttempts(now);
  }

  async takeAttempt(stateHash: string, now: Instant): Promise<FederationAttempt | undefined> {
    const taken = await this.connection.row<FederationAttempt>(sql`
      delete from federation_attempts where state_hash = ${stateHash}
      returning state_hash as "stateHash", browser_hash as "browserHash", provider_id as "providerId", nonce,
        code_verifier as "codeVerifier", redirect_uri as "redirectUri", return_to as "returnTo",
        acr_values as "acrValues", ends_at as "endsAt"`);
    await this.#forgetAttempts(now);
    return taken !== undefined && taken.endsAt > now ? taken : undefined;
  }

  /** Those that nobody came back for go with the next one that begins or ends. */
  async #forgetAttempts(now: Instant): Promise<void> {
    await this.connection.run(sql`delete from federation_attempts where ends_at <= ${timestampText(now)}::timestamptz`);
  }
}
