import type { Invitee } from './read-invitees.ts';

/** What inviting an address would come to, in the words of the API. */
export type Prospect = 'new' | 'pending' | 'accepted' | 'internal' | 'ownDomain' | 'disabled' | 'blocked' | 'malformed';

/** One row of the plan. */
export interface PlannedInvitee {
  readonly invitee: Invitee;
  /** Undefined for a row that is faulty. */
  readonly prospect: Prospect | undefined;
}

/** As many as the API plans at once. */
const addressesAtOnce = 1000;

/**
 * What inviting the people would come to, in the order of the file; writes nothing.
 *
 * @param ask answers for each address, in their order
 */
export async function planInvitees(
  invitees: readonly Invitee[],
  ask: (addresses: readonly string[]) => Promise<readonly Prospect[]>,
): Promise<readonly PlannedInvitee[]> {
  const sound = invitees.filter(({ fault }) => fault === undefined);
  const byLine = new Map<number, Prospect>();
  for (let start = 0; start < sound.length; start += addressesAtOnce) {
    const part = sound.slice(start, start + addressesAtOnce);
    const prospects = await ask(part.map(({ address }) => address));
    for (const [at, { line }] of part.entries()) byLine.set(line, prospects[at]!);
  }
  return invitees.map((invitee) => ({ invitee, prospect: byLine.get(invitee.line) }));
}

/** Whether the row will be invited. */
export const isWanted = ({ prospect }: PlannedInvitee, resends: boolean) =>
  prospect === 'new' || (prospect === 'pending' && resends);

/** Those who are here or were invited before: nothing is wrong with them, and nothing is done. */
export const isLeft = (planned: PlannedInvitee, resends: boolean) =>
  planned.prospect === 'accepted' || (planned.prospect === 'pending' && !resends);
