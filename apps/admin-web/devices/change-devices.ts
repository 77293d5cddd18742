import { LongWork } from '../controls/long-work.ts';
import { graph } from '../graph/graph.ts';
import type { GraphRequest } from '../graph/graph-client.ts';
import { problemOf } from '../graph/graph-problem.ts';

/** What is done to many devices. */
export type DeviceChange = 'enable' | 'disable' | 'delete';

/** A device as far as the question about it needs it. */
export interface NamedDevice {
  readonly id: string;
  readonly displayName: string;
  readonly accountEnabled: boolean;
}

/** What a change would do, in numbers. */
export interface DeviceConsequences {
  readonly devices: readonly NamedDevice[];
  /** Those for which it changes something. */
  readonly changed: readonly NamedDevice[];
  /** Memberships in groups that would end; undefined where none does. */
  readonly memberships: number | undefined;
}

const portion = 20;

/** Asks the API what a change would come to. */
export async function consequencesOf(change: DeviceChange, ids: readonly string[]): Promise<DeviceConsequences> {
  const read = ids.map((id) => `/devices/${id}?$select=id,displayName,accountEnabled`);
  const devices = (await bodiesOf(read)) as readonly NamedDevice[];
  if (change !== 'delete') {
    const isEnabled = change === 'enable';
    const changed = devices.filter(({ accountEnabled }) => accountEnabled !== isEnabled);
    return { devices, changed, memberships: undefined };
  }
  const counted = ids.map((id) => `/devices/${id}/memberOf/microsoft.graph.group?$count=true&$top=1&$select=id`);
  const counts = (await bodiesOf(counted)) as readonly { '@odata.count'?: number }[];
  return { devices, changed: devices, memberships: counts.reduce((sum, each) => sum + (each['@odata.count'] ?? 0), 0) };
}

async function bodiesOf(paths: readonly string[]): Promise<readonly unknown[]> {
  const answers = await graph.batch(paths.map((path) => ({ method: 'GET' as const, path })));
  const refused = answers.find(({ status }) => status !== 200);
  if (refused !== undefined) throw problemOf(refused.status, refused.body);
  return answers.map(({ body }) => body);
}

function requestOf(change: DeviceChange, { id }: Pick<NamedDevice, 'id'>): GraphRequest {
  const path = `/devices/${id}`;
  if (change === 'delete') return { method: 'DELETE', path };
  return { method: 'PATCH', path, body: { accountEnabled: change === 'enable' } };
}

/** The change of all of them, some at a time. */
export function changeDevices(change: DeviceChange, devices: readonly NamedDevice[]): LongWork<NamedDevice> {
  return new LongWork(devices, portion, async (some) => {
    const answers = await graph.batch(some.map((each) => requestOf(change, each)));
    return answers.map(({ status, body }) => (status < 300 ? undefined : problemOf(status, body)));
  });
}
