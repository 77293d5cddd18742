import type { Column, Row } from '../../lists/list-column.ts';
import { isLeft, isWanted, type PlannedInvitee } from './invitation-plan.ts';
import type { inviteManyTexts } from './invite-many-texts.ts';
import type { Inviting } from './inviting.ts';
import type { Invitee } from './read-invitees.ts';

type Texts = (typeof inviteManyTexts)['en'];

/** What will be done with a row, in words. */
export function wordsOf({ invitee, prospect }: PlannedInvitee, resends: boolean, texts: Texts): string {
  if (prospect === 'pending' && resends) return texts.prospects.pendingAgain;
  return prospect === undefined ? faultText(invitee, texts) : texts.prospects[prospect];
}

function faultText({ fault }: Invitee, texts: Texts): string {
  switch (fault?.kind) {
    case 'cells':
      return texts.faults.cells(String(fault.found), String(fault.wanted));
    case 'repeated':
      return texts.faults.repeated(String(fault.line));
    case 'sends':
      return texts.faults.sends;
    default:
      return texts.faults.noAddress;
  }
}

/** The plan as rows of a list. */
export function planRows(plan: readonly PlannedInvitee[], resends: boolean, texts: Texts): readonly Row[] {
  return plan.map((planned) => ({
    id: String(planned.invitee.line),
    address: planned.invitee.address,
    what: wordsOf(planned, resends, texts),
  }));
}

/** The columns of the plan. */
export function planColumns(texts: Texts): readonly Column[] {
  const column = (name: string, heading: string): Column => ({
    name,
    heading,
    reads: [name],
    isShownFirst: true,
    text: (row) => String(row[name]),
  });
  return [column('id', texts.line), column('address', texts.address), { ...column('what', texts.what), room: 'much' }];
}

/** What came of every line of the file, for the person's own records. */
export function resultLines({ plan, settings, work, made }: Inviting, texts: Texts): readonly (readonly string[])[] {
  const { refused } = work.snapshot();
  const reasons = new Map(refused.map(({ item, problem }) => [item.invitee.line, problem.message]));
  const lines = plan.map((planned) => {
    const { line, address } = planned.invitee;
    const invitation = made.get(line);
    const reason =
      reasons.get(line) ?? (isWanted(planned, settings.resends) ? '' : wordsOf(planned, settings.resends, texts));
    return [
      String(line),
      address,
      outcomeOf(planned, settings.resends, invitation !== undefined, reasons.has(line), texts),
      invitation?.inviteRedeemUrl ?? '',
      invitation === undefined ? '' : String(invitation.sendInvitationMessage),
      reason,
    ];
  });
  return [texts.headings, ...lines];
}

function outcomeOf(planned: PlannedInvitee, resends: boolean, isMade: boolean, isRefused: boolean, texts: Texts) {
  if (isMade) return texts.outcomes.invited;
  if (isLeft(planned, resends)) return texts.outcomes.left;
  return isRefused || !isWanted(planned, resends) ? texts.outcomes.refused : texts.outcomes.waiting;
}
