import type { ImportProgress, Invitee } from '@muster/connectors';
import {
  type Directory,
  type InvitationProspect,
  mostPlannedAddresses,
  operatorCaller,
  planInvitations,
} from '@muster/directory';

/** One row of the plan. */
export interface PlannedInvitee {
  readonly invitee: Invitee;
  readonly prospect: InvitationProspect | 'malformed';
}

/** What inviting the people would come to, in the order of the file; undefined when it was stopped. */
export async function planInvitees(
  directory: Directory,
  invitees: readonly Invitee[],
  { show, signal }: { readonly show: (progress: ImportProgress) => void; readonly signal: AbortSignal },
): Promise<readonly PlannedInvitee[] | undefined> {
  const rows: PlannedInvitee[] = [];
  for (let at = 0; at < invitees.length; at += mostPlannedAddresses) {
    if (signal.aborted) return undefined;
    const part = invitees.slice(at, at + mostPlannedAddresses);
    const sound = part.filter(({ problem }) => problem === null);
    const addresses = sound.map(({ address }) => address);
    const prospects = await planInvitations(directory, operatorCaller, addresses);
    const byLine = new Map(sound.map(({ line }, i) => [line, prospects[i]!]));
    for (const invitee of part) rows.push({ invitee, prospect: byLine.get(invitee.line) ?? 'malformed' });
    show({ phase: 'plan', done: rows.length, total: invitees.length });
  }
  return rows;
}
