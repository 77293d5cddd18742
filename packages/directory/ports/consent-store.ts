import type { ObjectId } from '@muster/kernel';

/** What an application may do in the name of people: Graph's `oAuth2PermissionGrant`. */
export interface PermissionGrant {
  readonly id: string;
  /** The application's service principal. */
  readonly clientId: ObjectId;
  /** The person who consented; null: an administrator did, for everybody. */
  readonly principalId: ObjectId | null;
  /** The service principal of the API. */
  readonly resourceId: ObjectId;
  /** Delegated permissions, each once, in the order in which they were given. */
  readonly scopes: readonly string[];
}

/** Which grants are asked for; a member that is absent does not restrict. */
export interface PermissionGrantQuery {
  readonly clientId?: ObjectId;
  readonly principalId?: ObjectId;
  readonly resourceId?: ObjectId;
  readonly isForAll?: boolean;
  /** Only grants after this id, in the order of ids. */
  readonly after?: string;
  readonly limit: number;
}

export interface ConsentReader {
  findGrant(id: string): Promise<PermissionGrant | undefined>;
  /** In the order of ids. */
  listGrants(query: PermissionGrantQuery): Promise<readonly PermissionGrant[]>;
  /** What the application may do in the name of this person: what the person granted, and what was granted for all. */
  grantsFor(client: ObjectId, principal: ObjectId): Promise<readonly PermissionGrant[]>;
}

export interface ConsentWriter {
  /**
   * @throws AppError UNIQUE_VALUE_TAKEN when client, API and person have a grant already
   */
  insertGrant(grant: PermissionGrant): Promise<void>;
  saveScopes(id: string, scopes: readonly string[]): Promise<void>;
  removeGrant(id: string): Promise<void>;
}
