import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { graph } from '../../graph/graph.ts';
import type { Row } from '../../lists/list-column.ts';
import { changedUser } from '../changed-user.ts';
import { type MadeInvitation, type NewInvitation, sendInvitation } from '../invitations/send-invitation.ts';
import { nestedValues } from '../properties/flat-values.ts';
import { addToGroups } from './group-choice.tsx';
import type { InvitedUser } from './invited-user.tsx';

/**
 * Invites one person, then saves what else was typed about them, then puts them into groups.
 *
 * @returns `sent`, the invitation that is out already while something after it was refused, and `invite`, which goes on from there:
 *   nobody is invited twice
 */
export function useInviting() {
  const queries = useQueryClient();
  const [sent, setSent] = useState<MadeInvitation>();
  const send = async (invitation: NewInvitation) => {
    const made = await sendInvitation(invitation);
    setSent(made);
    return made;
  };
  const invite = async (
    invitation: NewInvitation,
    properties: Readonly<Record<string, unknown>>,
    groups: readonly Row[],
  ): Promise<InvitedUser> => {
    const made = sent ?? (await send(invitation));
    const { id } = made.invitedUser;
    const body = nestedValues(properties);
    try {
      if (Object.keys(body).length > 0) await graph.send({ method: 'PATCH', path: `/users/${id}`, body });
      const refused = await addToGroups(id, groups);
      return { id, name: invitation.displayName || invitation.address, made, refused };
    } finally {
      await changedUser(queries, id);
    }
  };
  return { sent, invite };
}
