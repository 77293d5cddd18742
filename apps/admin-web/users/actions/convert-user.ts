import { betaGraph, graph } from '../../graph/graph.ts';
import type { Row } from '../../lists/list-column.ts';
import { type MadeInvitation, sendInvitation } from '../invitations/send-invitation.ts';
import type { Conversion, ConversionField } from './conversions.ts';

/** Converts; answers with the invitation where there is one. */
export async function convertUser(
  user: Row,
  to: Conversion,
  given: Readonly<Record<ConversionField, string>>,
): Promise<MadeInvitation | undefined> {
  const path = `/users/${user.id}`;
  if (to === 'guest' || to === 'member') {
    await graph.send({ method: 'PATCH', path, body: { userType: to === 'guest' ? 'Guest' : 'Member' } });
    return undefined;
  }
  if (to === 'internal') {
    const passwordProfile = { password: given.newPassword, forceChangePasswordNextSignIn: true };
    const body = { userPrincipalName: given.newName, passwordProfile };
    await betaGraph.send({ method: 'POST', path: `${path}/convertExternalToInternalMemberUser`, body });
    return undefined;
  }
  return sendInvitation({ address: given.address, userId: user.id, isReset: to === 'reset', sendsMail: true });
}
