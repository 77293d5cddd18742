import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type Caller,
  createGroup,
  type Directory,
  type PersonWrite,
  setUpDirectory,
  updateOrganization,
  workOffPasses,
  writePeople,
} from '@muster/directory';
import type { ObjectId } from '@muster/kernel';
import type { CheckedRule } from '@muster/rules';
import { type OpenedDirectory, openDirectory, systemClock } from '@muster/server';
import { attachBundledServer } from '@muster/storage';
import type { Workload } from '../input/workload.ts';
import { endedWithTheRun } from '../measure/clean-ups.ts';
import { connectedClient } from './connected-client.ts';
import { domain, personOf } from './graph-properties.ts';

export const operator: Caller = { actor: { kind: 'operator' }, requestId: null };

const quiet = { warn: (details: object, text: string) => process.stderr.write(`${text} ${JSON.stringify(details)}\n`) };
const peopleAtOnce = 1000;
/** As the server does it. */
const membershipsAtOnce = 250_000;

/** Groups of half the directory fill in one pass here, and nobody is asked. */
const unguarded = { membershipGuard: { leavingPercent: 100, joiningCount: 2_147_483_647 } };

/** What there is of a user or group in the directory. */
export interface Place {
  readonly id: ObjectId;
  readonly number: number;
}

/** A rule that no group has, and how many users it selects. */
export interface PreviewedRule {
  readonly rule: CheckedRule;
  readonly count: number;
}

/** A real directory on the bundled PostgreSQL in a folder of its own, with the workload's people and groups. */
export interface Stage {
  readonly dataDir: string;
  readonly directory: Directory;
  readonly opened: OpenedDirectory;
  /** The database, for looking behind the directory's back and for what stands beside it. */
  readonly url: string;
  /** The users by their places in the workload. */
  readonly people: readonly Place[];
  /** The groups by the places of their rules. */
  readonly groups: readonly Place[];
  /** What previews of new rules are to find; empty until the memberships were checked. */
  readonly previewed: readonly PreviewedRule[];
  /** Closes the directory and stops its database; the folder stays, for a server to be started in. */
  close(): Promise<void>;
  /** Closes and removes everything. */
  end(): Promise<void>;
}

/**
 * Sets up a directory and writes all people into it, before there are any rules.
 *
 * @param told is given how many people were written so far
 */
export async function openStage(workload: Workload, told: (written: number) => void): Promise<Stage> {
  const dataDir = await mkdtemp(join(tmpdir(), 'muster-bench-'));
  let opened: OpenedDirectory | undefined;
  let closing: Promise<void> | undefined;
  const close = () => (closing ??= opened?.close() ?? Promise.resolve());
  const end = endedWithTheRun(async () => {
    await close();
    await rm(dataDir, { recursive: true, force: true, maxRetries: 5 });
  });
  try {
    await chmod(dataDir, 0o711); // PostgreSQL, which root runs as another user, walks through it
    opened = await openDirectory({ database: { kind: 'bundled', dataDir }, clock: systemClock, log: quiet });
    const { directory } = opened;
    const { organization } = await setUpDirectory(directory, { displayName: 'Bench', initialDomain: domain });
    await updateOrganization(directory, operator, organization.id, unguarded);
    await writeAll(directory, workload, told);
    const url = (await attachBundledServer(dataDir))!.url;
    const people = await placesOf(
      url,
      "select id, number, mail_nickname as name from users where mail_nickname like 'user%'",
    );
    return { dataDir, directory, opened, url, people, groups: [], previewed: [], close, end };
  } catch (problem) {
    await end();
    throw problem;
  }
}

async function writeAll(directory: Directory, workload: Workload, told: (written: number) => void): Promise<void> {
  let batch: PersonWrite[] = [];
  let written = 0;
  const write = async () => {
    await writePeople(directory, operator, 'bench-load', batch);
    written += batch.length;
    batch = [];
    told(written);
  };
  for (const user of workload.users()) {
    batch.push({ kind: 'create', properties: personOf(written + batch.length, user), managerId: null });
    if (batch.length === peopleAtOnce) await write();
  }
  if (batch.length > 0) await write();
}

/** Creates a dynamic group for every rule. */
export async function createGroups(stage: Stage, workload: Workload): Promise<Stage> {
  const groups: Place[] = [];
  for (const [place, rule] of workload.rules.entries()) {
    const { id, number } = await createGroup(stage.directory, operator, {
      properties: {
        displayName: `Rule ${place}`,
        mailNickname: `rule${place}`,
        mailEnabled: false,
        securityEnabled: true,
        groupTypes: ['DynamicMembership'],
        membershipRule: rule.text,
        membershipRuleProcessingState: 'On',
      },
    });
    groups.push({ id, number });
  }
  return { ...stage, groups };
}

/** Works off all passes that wait. */
export async function settle(directory: Directory): Promise<void> {
  const { signal } = new AbortController();
  const options = { worker: 'bench', leaseMs: 60_000, batchSize: membershipsAtOnce, signal };
  await workOffPasses(directory, options, (pass, outcome, problem) => {
    if (outcome !== 'finished') throw problem ?? new Error(`the pass of group ${pass.groupId} ended: ${outcome}`);
  });
}

/** Rows of id, number and name, where the name ends in the place. */
async function placesOf(url: string, query: string): Promise<Place[]> {
  const client = await connectedClient(url);
  try {
    const places: Place[] = [];
    const { rows } = await client.query<{ id: ObjectId; number: string; name: string }>(query);
    for (const { id, number, name } of rows) places[Number(/\d+$/.exec(name)![0])] = { id, number: Number(number) };
    return places;
  } finally {
    await client.end();
  }
}
