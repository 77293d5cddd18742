import { graph } from '../graph/graph.ts';

const mostAtOnce = 1_000;

/** The names of users and devices by their ids; those that are gone, or have none, are missing. */
export async function objectNames(ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const names = new Map<string, string>();
  for (let start = 0; start < ids.length; start += mostAtOnce) {
    const { value } = await graph.send<{ value: readonly { id: string; displayName?: string | null }[] }>({
      method: 'POST',
      path: '/directoryObjects/getByIds',
      body: { ids: ids.slice(start, start + mostAtOnce), types: ['user', 'device'] },
    });
    for (const { id, displayName } of value) if (displayName) names.set(id, displayName);
  }
  return names;
}
