import type { ObjectId } from '@muster/kernel';
import type { Caller } from '../actors/caller.ts';
import type { Change } from '../changes/change.ts';
import type { DirectoryObject } from '../objects/directory-object.ts';
import type { AccessRequest, Held, ScheduleAction, WantedSchedule } from '../ports/privileged-access-store.ts';
import type { AccessSettings } from './access-settings.ts';
import type { Holding } from './holding.ts';

/** What somebody asks for. */
export interface NewAccessRequest {
  readonly kind: AccessRequest['kind'];
  readonly action: ScheduleAction;
  readonly principalId: ObjectId;
  readonly held: Held;
  readonly justification: string | null;
  readonly ticket: AccessRequest['ticket'];
  readonly wanted: WantedSchedule | null;
  /** Everything is checked and nothing done. */
  readonly isValidationOnly: boolean;
}

/** A request with everything it is about, looked up. */
export interface Asked {
  readonly change: Change;
  readonly caller: Caller;
  readonly kind: AccessRequest['kind'];
  readonly action: ScheduleAction;
  readonly holding: Holding;
  readonly principal: DirectoryObject;
  readonly settings: AccessSettings;
  /** Id of the request. */
  readonly requestId: ObjectId;
  readonly justification: string | null;
  readonly ticket: AccessRequest['ticket'];
  readonly wanted: WantedSchedule | null;
}

/** What became of a request. */
export type Answer = Pick<AccessRequest, 'status' | 'scheduleId' | 'waitsUntil' | 'needsApproval'>;

/** An answer that is final: something was made, changed or ended. */
export function done(status: AccessRequest['status'], scheduleId: ObjectId): Answer {
  return { status, scheduleId, waitsUntil: null, needsApproval: false };
}
