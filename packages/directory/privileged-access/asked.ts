import type { ObjectId } from '@muster/kernel';
import type { Caller } from '../actors/caller.ts';
import type { Change } from '../changes/change.ts';
import type { DirectoryObject } from '../objects/directory-object.ts';
import type { RoleRequest, ScheduleAction, WantedSchedule } from '../ports/privileged-access-store.ts';
import type { RoleDefinition } from '../roles/role-definition.ts';
import type { RoleScope } from '../roles/role-scope.ts';
import type { RoleSettings } from './role-settings.ts';

/** What somebody asks for. */
export interface NewRoleRequest {
  readonly kind: RoleRequest['kind'];
  readonly action: ScheduleAction;
  readonly principalId: ObjectId;
  readonly roleDefinitionId: string;
  readonly directoryScopeId: string;
  readonly justification: string | null;
  readonly ticket: RoleRequest['ticket'];
  readonly wanted: WantedSchedule | null;
  /** Everything is checked and nothing done. */
  readonly isValidationOnly: boolean;
}

/** A request with everything it is about, looked up. */
export interface Asked {
  readonly change: Change;
  readonly caller: Caller;
  readonly kind: RoleRequest['kind'];
  readonly action: ScheduleAction;
  readonly role: RoleDefinition & { readonly id: ObjectId };
  readonly scope: RoleScope;
  /** The scope as it is kept. */
  readonly scopeText: string;
  readonly principal: DirectoryObject;
  readonly settings: RoleSettings;
  /** Id of the request. */
  readonly requestId: ObjectId;
  readonly justification: string | null;
  readonly ticket: RoleRequest['ticket'];
  readonly wanted: WantedSchedule | null;
}

/** What became of a request. */
export type Answer = Pick<RoleRequest, 'status' | 'scheduleId' | 'waitsUntil' | 'needsApproval'>;

/** An answer that is final: something was made, changed or ended. */
export function done(status: RoleRequest['status'], scheduleId: ObjectId): Answer {
  return { status, scheduleId, waitsUntil: null, needsApproval: false };
}
