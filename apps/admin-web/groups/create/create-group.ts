import { graph } from '../../graph/graph.ts';
import { basePath, origin } from '../../session/place.ts';
import type { Group } from '../group.ts';
import { creationPlan, type NewGroup } from './new-group.ts';

/** Makes a group with its owners and members; throws what the API says against it. */
export async function createGroup(group: NewGroup): Promise<Group> {
  const { body, more } = creationPlan(group, crypto.randomUUID(), `${origin}${basePath}v1.0`);
  const made = await graph.send<Group>({ method: 'POST', path: '/groups', body });
  for (const each of more) await graph.send({ method: 'PATCH', path: `/groups/${made.id}`, body: each });
  return made;
}
