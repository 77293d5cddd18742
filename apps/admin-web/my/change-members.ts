import { graph } from '../graph/graph.ts';

/** Puts somebody into a group by hand. */
export function addMember(groupId: string, memberId: string): Promise<unknown> {
  const body = { '@odata.id': `https://graph.microsoft.com/v1.0/directoryObjects/${memberId}` };
  return graph.send({ method: 'POST', path: `/groups/${groupId}/members/$ref`, body });
}

/** Takes somebody out of a group. */
export function removeMember(groupId: string, memberId: string): Promise<unknown> {
  return graph.send({ method: 'DELETE', path: `/groups/${groupId}/members/${memberId}/$ref` });
}
