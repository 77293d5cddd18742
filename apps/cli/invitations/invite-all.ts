import type { ImportProgress } from '@muster/connectors';
import { type Directory, type Invitation, invite, operatorCaller } from '@muster/directory';
import { AppError } from '@muster/kernel';
import type { PlannedInvitee } from './plan-invitees.ts';

export interface InvitingSettings {
  readonly baseUrl: string;
  readonly resend?: boolean;
  readonly send?: boolean;
  readonly redirectUrl?: string;
  readonly language?: string;
  readonly signal: AbortSignal;
  readonly show: (progress: ImportProgress) => void;
  /** Takes the progress off the screen before something is printed. */
  readonly clear: () => void;
}

/** Told of every person who was invited, or could not be. */
export interface InvitingReport {
  readonly invited: (row: PlannedInvitee, invitation: Invitation) => void;
  readonly refused: (row: PlannedInvitee, problem: AppError) => void;
}

export interface InvitingResult {
  readonly invited: number;
  /** Here already, or invited before. */
  readonly left: number;
  readonly refused: number;
  readonly isStopped: boolean;
}

/**
 * Invites the people one after the other, each in a transaction of its own; whoever was refused in the plan stays so. A stop
 * comes between two people.
 */
export async function inviteAll(
  directory: Directory,
  rows: readonly PlannedInvitee[],
  settings: InvitingSettings,
  report: InvitingReport,
): Promise<InvitingResult> {
  const counts = { invited: 0, left: 0, refused: 0 };
  for (const [i, row] of rows.entries()) {
    if (settings.signal.aborted) return { ...counts, isStopped: true };
    const isWanted = row.prospect === 'new' || (row.prospect === 'pending' && settings.resend === true);
    if (isWanted) counts[await inviteOne(directory, row, settings, report)] += 1;
    else counts[row.prospect === 'pending' || row.prospect === 'accepted' ? 'left' : 'refused'] += 1;
    settings.show({ phase: 'apply', done: i + 1, total: rows.length });
  }
  return { ...counts, isStopped: false };
}

async function inviteOne(
  directory: Directory,
  row: PlannedInvitee,
  settings: InvitingSettings,
  report: InvitingReport,
): Promise<'invited' | 'refused'> {
  const { address, displayName, redirectUrl, message, language, userType, sendsMail } = row.invitee;
  const input = {
    invitedUserEmailAddress: address,
    inviteRedirectUrl: redirectUrl ?? settings.redirectUrl ?? '',
    invitedUserDisplayName: displayName,
    invitedUserType: userType,
    sendInvitationMessage: sendsMail ?? settings.send ?? false,
    message: { customizedMessageBody: message, messageLanguage: language ?? settings.language ?? null },
  };
  const site = { baseUrl: settings.baseUrl, isBaseTrusted: true, sendsMail: true };
  try {
    const invitation = await invite(directory, operatorCaller, input, site);
    settings.clear();
    report.invited(row, invitation);
    return 'invited';
  } catch (problem) {
    // A database that is gone would refuse everybody else, too.
    if (!(problem instanceof AppError) || problem.status >= 500) throw problem;
    settings.clear();
    report.refused(row, problem);
    return 'refused';
  }
}
