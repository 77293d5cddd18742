import type { SignInEvent, SignInOutcome } from '@muster/directory';
import { formatInstant } from '@muster/kernel';
import type { JsonMembers } from '../../wire/present-object.ts';
import type { RecordType } from '../organization/record-answers.ts';

/** @see Graph schema v1.0, type signIn */
export const signInType: RecordType = {
  name: 'signIn',
  empty: {
    id: null,
    createdDateTime: null,
    userDisplayName: null,
    userPrincipalName: null,
    userId: null,
    appId: null,
    appDisplayName: null,
    ipAddress: null,
    clientAppUsed: null,
    userAgent: null,
    correlationId: null,
    conditionalAccessStatus: 'notApplied',
    appliedConditionalAccessPolicies: [],
    isInteractive: true,
    deviceDetail: null,
    location: null,
    riskDetail: 'none',
    riskLevelAggregated: 'none',
    riskLevelDuringSignIn: 'none',
    riskState: 'none',
    riskEventTypes: [],
    riskEventTypes_v2: [],
    resourceDisplayName: null,
    resourceId: null,
    servicePrincipalId: null,
    servicePrincipalName: null,
    status: null,
  },
};

/** How a sign-in ended, with the number that clients know. */
export interface SignInStatus extends SignInOutcome {
  readonly errorCode: number;
  readonly failureReason: string;
}

/**
 * Every end of a sign-in or of a step towards it.
 *
 * @see Microsoft Learn, "Microsoft Entra authentication and authorization error codes"; 50140 stands for an interruption there,
 *   here for a step that went well and that another one had to follow
 */
export const signInStatuses: readonly SignInStatus[] = [
  { outcome: 'success', isSecondFactor: null, errorCode: 0, failureReason: 'Other.' },
  {
    outcome: 'right',
    isSecondFactor: null,
    errorCode: 50140,
    failureReason: 'One step of the sign-in went well; another one follows.',
  },
  {
    outcome: 'wrong',
    isSecondFactor: false,
    errorCode: 50126,
    failureReason: 'Error validating credentials due to invalid username or password.',
  },
  {
    outcome: 'wrong',
    isSecondFactor: true,
    errorCode: 500121,
    failureReason: 'Authentication failed during strong authentication request.',
  },
  { outcome: 'disabled', isSecondFactor: null, errorCode: 50057, failureReason: 'The user account is disabled.' },
];

const secondFactors: ReadonlySet<string> = new Set(['softwareOath', 'fido2']);

function statusOf({ outcome, method }: SignInEvent): SignInStatus {
  return signInStatuses.find(
    (each) =>
      each.outcome === outcome && (each.isSecondFactor ?? secondFactors.has(method)) === secondFactors.has(method),
  )!;
}

/** A sign-in as Graph shows it, as far as it is known: places, devices and risks are not looked at. */
export function presentSignIn(event: SignInEvent): JsonMembers {
  const { id, at, userId, userPrincipalName, clientAddress, method, details } = event;
  const { errorCode, failureReason } = statusOf(event);
  const detail = (name: string) => (details[name] ?? null) as string | null;
  return {
    id,
    createdDateTime: formatInstant(at),
    userDisplayName: detail('userDisplayName'),
    userPrincipalName,
    userId,
    appId: detail('appId'),
    appDisplayName: detail('appDisplayName'),
    ipAddress: clientAddress,
    clientAppUsed: 'Browser',
    userAgent: detail('userAgent'),
    correlationId: detail('requestId'),
    status: { errorCode, failureReason, additionalDetails: method },
  };
}
