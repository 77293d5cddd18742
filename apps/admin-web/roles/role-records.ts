/** A role that can be assigned, as the API gives it. */
export interface RoleDefinition {
  readonly id: string;
  readonly displayName: string;
  readonly description: string | null;
  readonly isBuiltIn: boolean;
  readonly isEnabled: boolean;
  /** Whoever holds it can take over accounts or rights of others. */
  readonly isPrivileged: boolean;
  readonly rolePermissions: readonly { readonly allowedResourceActions: readonly string[] }[];
}

/** Somebody or something that holds a role, or in which it counts. */
export interface NamedObject {
  readonly '@odata.type'?: string;
  readonly id: string;
  readonly displayName: string | null;
  readonly userPrincipalName?: string | null;
}

export interface ScheduleInfo {
  readonly startDateTime: string | null;
  readonly expiration: {
    readonly type: 'noExpiration' | 'afterDuration' | 'afterDateTime' | 'notSpecified';
    readonly endDateTime: string | null;
    readonly duration: string | null;
  } | null;
}

/** What is held or can be activated: a role at a scope, or a membership or ownership of a group. */
interface Subject {
  readonly id: string;
  readonly principalId: string;
  readonly principal?: NamedObject | null;
  readonly roleDefinitionId?: string;
  readonly roleDefinition?: { readonly displayName: string } | null;
  readonly directoryScopeId?: string;
  /** Null for the whole directory, and where it is not shown. */
  readonly directoryScope?: NamedObject | null;
  readonly groupId?: string;
  readonly group?: NamedObject | null;
  readonly accessId?: 'member' | 'owner';
  readonly scheduleInfo: ScheduleInfo | null;
}

export interface AccessSchedule extends Subject {
  readonly memberType: string;
  /** `Activated` or `Assigned`, of groups in small letters; absent of eligibilities. */
  readonly assignmentType?: string;
}

export interface AccessRequest extends Subject {
  readonly action: string;
  readonly status: string;
  readonly approvalId: string | null;
  readonly createdDateTime: string;
  readonly createdBy: { readonly user: { readonly id: string; readonly displayName: string } | null };
  readonly justification: string | null;
  readonly ticketInfo: { readonly ticketNumber: string | null; readonly ticketSystem: string | null };
}

/** Every resource action of a role, once. */
export function actionsOf({ rolePermissions }: Pick<RoleDefinition, 'rolePermissions'>): readonly string[] {
  return [...new Set(rolePermissions.flatMap((each) => each.allowedResourceActions))];
}
