import type { SpawnOptions } from 'node:child_process';
import { type DataFolder, isReachable } from './data-folder.ts';
import type { DatabaseUser } from './database-account.ts';
import { bundledErrors } from './errors.ts';
import { programEnvironment } from './program-environment.ts';

/** How a PostgreSQL program gets to a folder: what to pass as `-D`, and how to spawn it. */
export interface ClusterAccess {
  readonly dataArgument: string;
  readonly spawnOptions: SpawnOptions;
}

/**
 * Returns how programs that run as `user` reach `cluster`.
 *
 * A folder below one that the user may not pass (a checkout in `/root`) is still within reach on Linux: this process
 * enters it before it gives up its rights, and `/proc/self/cwd` then leads to it without a walk through its
 * parents. PostgreSQL (from 16 on) never leaves its data directory and takes relative paths from there.
 *
 * @throws DATA_FOLDER_UNREACHABLE on a system without that way.
 */
export async function clusterAccess(
  folder: DataFolder,
  cluster: string,
  user: DatabaseUser | undefined,
  platform: NodeJS.Platform = process.platform,
): Promise<ClusterAccess> {
  const spawnOptions = { cwd: cluster, env: programEnvironment };
  if (!user) return { dataArgument: cluster, spawnOptions };
  const asUser = { ...spawnOptions, uid: user.uid, gid: user.gid };
  if (await isReachable(cluster, user)) return { dataArgument: cluster, spawnOptions: asUser };
  if (platform === 'linux') return { dataArgument: '/proc/self/cwd', spawnOptions: asUser };
  throw bundledErrors.DATA_FOLDER_UNREACHABLE({ folder: folder.path, user: user.name });
}
