import type { Instant, ObjectId, ObjectNumber } from '@muster/kernel';

/** Who can be assigned to an application, in Graph's words. */
export const appRolePrincipals = ['User', 'Group', 'ServicePrincipal'] as const;
export type AppRolePrincipal = (typeof appRolePrincipals)[number];

/** That somebody may use an application, in a role of it. */
export interface AppRoleAssignment {
  readonly id: string;
  /** All zeros: without a role. */
  readonly appRoleId: ObjectId;
  readonly principalId: ObjectId;
  readonly principalNumber: ObjectNumber;
  readonly principalType: AppRolePrincipal;
  /** The service principal of the application. */
  readonly resourceId: ObjectId;
  readonly createdAt: Instant;
}

/** Which assignments are asked for; a member that is absent does not restrict. */
export interface AppRoleAssignmentQuery {
  /** Those of the principal and, where numbers are given, those of these groups. */
  readonly of?: { readonly id: ObjectId; readonly groups?: readonly number[] };
  readonly principalId?: ObjectId;
  readonly principalType?: AppRolePrincipal;
  readonly resourceId?: ObjectId;
  readonly appRoleId?: ObjectId;
}

export interface AppRoleReader {
  findAppRoleAssignment(id: string): Promise<AppRoleAssignment | undefined>;
  /** In the order of ids, those after `after` when it is given. */
  listAppRoleAssignments(
    query: AppRoleAssignmentQuery,
    page: { readonly after?: string; readonly limit: number },
  ): Promise<readonly AppRoleAssignment[]>;
  countAppRoleAssignments(query: AppRoleAssignmentQuery): Promise<number>;
}

export interface AppRoleWriter {
  /** Leaves out those that are there already. Returns how many were not. */
  insertAppRoleAssignments(assignments: readonly AppRoleAssignment[]): Promise<number>;
  removeAppRoleAssignment(id: string): Promise<void>;
}
