import { setTimeout as sleep } from 'node:timers/promises';
import { getToken, type MusterProcess, serveMuster } from '../../tests/journeys/muster-process.ts';
import type { CompareOptions } from '../compare/compare-memory.ts';
import type { Stage } from '../durable/stage.ts';
import { endedWithTheRun } from '../measure/clean-ups.ts';
import { stopwatch } from '../measure/stopwatch.ts';
import { sizeName } from '../report/figures.ts';
import { figureText } from '../report/print-figures.ts';
import { type Answer, KeepAliveClient } from './keep-alive-client.ts';

const mostReads = 500;
const mostWarmUps = 100;
const warmWithinMs = 120_000;

/** A started server and a client that has signed in. */
interface Running {
  readonly muster: MusterProcess;
  readonly client: KeepAliveClient;
  readonly stop: () => Promise<void>;
}

/** START, READ and PREVIEW over HTTP, with a server of its own process on the stage's folder. The stage is closed. */
export async function compareHttp(stage: Stage, options: CompareOptions): Promise<void> {
  const { size, progress } = options;
  progress(`${sizeName(size)}: START`);
  // The first start gives the directory its first application, and may have to build the program.
  await (await start(stage)).stop();
  const began = stopwatch();
  const running = await start(stage);
  try {
    await measureStart(running, stage, began, options);
    progress(`${sizeName(size)}: READ`);
    await measureReads(running, stage, options);
    progress(`${sizeName(size)}: PREVIEW`);
    await measurePreviews(running, stage, options);
  } finally {
    await running.stop();
  }
}

async function start({ dataDir }: Stage): Promise<Running> {
  const muster = await serveMuster(['--data', dataDir]);
  const stopServer = endedWithTheRun(async () => {
    await muster.end('SIGTERM');
  });
  const client = new KeepAliveClient(muster.url, await getToken(muster.url, muster.tenantId));
  const stop = async () => {
    client.close();
    await stopServer();
  };
  return { muster, client, stop };
}

const ruleOfNobody = { membershipRule: 'user.department -eq "nobody works here"' };

async function measureStart({ client }: Running, stage: Stage, began: number, options: CompareOptions): Promise<void> {
  const { size, figures } = options;
  const answer = await client.ask('GET', `/v1.0/users/${stage.people[0]!.id}/memberOf?$select=id`);
  figures.add(sizeName(size), 'ours', 'http.start_answering_s', (stopwatch() - began) / 1000);
  figures.verified(`${sizeName(size)}: the first answer after START`, answer.status === 200);
  for (;;) {
    const preview = await client.ask('POST', '/v1.0/groups/previewRule', ruleOfNobody);
    if (preview.status === 200) {
      figures.add(sizeName(size), 'ours', 'http.start_warm_s', (stopwatch() - began) / 1000);
      return;
    }
    if (preview.status !== 503 || stopwatch() - began > warmWithinMs) {
      figures.skip(sizeName(size), 'ours', 'http.start_warm_s', `previewRule answers ${preview.status}`);
      return;
    }
    await sleep(20);
  }
}

/** What is asked, and whether an answer is right. */
interface Read {
  readonly name: string;
  readonly path: (i: number) => string;
  readonly isRight: (answer: Answer, i: number) => boolean;
}

async function measureReads({ client }: Running, stage: Stage, { size, figures }: CompareOptions): Promise<void> {
  const { people, groups } = stage;
  const { memberships } = stage.directory;
  const [warmUps, reads] = [Math.min(mostWarmUps, people.length), Math.min(mostReads, people.length)];
  const personAt = (i: number) => people[Math.floor((i * 7919) % people.length)]!;
  const groupAt = (i: number) => groups[(i * 31) % groups.length]!;
  const entriesOf = ({ body }: Answer) => (body as { value: readonly unknown[] }).value;
  const kinds: readonly Read[] = [
    {
      name: 'http.groups_p%_ms',
      path: (i) => `/v1.0/users/${personAt(i).id}/memberOf?$select=id,displayName&$top=999`,
      isRight: (answer, i) => entriesOf(answer).length === memberships.groupsOf(personAt(i).number).length,
    },
    {
      name: 'http.members_p%_ms',
      path: (i) => `/v1.0/groups/${groupAt(i).id}/members?$select=id,displayName&$top=100`,
      isRight: (answer, i) => entriesOf(answer).length === Math.min(100, memberships.memberCount(groupAt(i).number)),
    },
    {
      name: 'http.count_p%_ms',
      path: (i) => `/v1.0/groups/${groupAt(i).id}/members/$count`,
      isRight: ({ body }, i) => Number(body) === memberships.memberCount(groupAt(i).number),
    },
  ];
  for (const { name, path, isRight } of kinds) {
    const ms: number[] = [];
    let right = 0;
    for (let i = 0; i < warmUps + reads; i += 1) {
      const began = stopwatch();
      const answer = await client.ask('GET', path(i));
      if (i >= warmUps) ms.push(stopwatch() - began);
      if (answer.status === 200 && isRight(answer, i)) right += 1;
    }
    figures.addShares(sizeName(size), 'ours', name, [50, 99], ms);
    figures.verified(
      `${sizeName(size)}: ${right} of ${warmUps + reads} answers, ${figureText(name.replace('%', '50'))}`,
      right === warmUps + reads,
    );
  }
}

async function measurePreviews({ client }: Running, stage: Stage, { size, figures }: CompareOptions): Promise<void> {
  const ms: number[] = [];
  let right = 0;
  for (const { rule, count } of stage.previewed) {
    const began = stopwatch();
    const { status, body } = await client.ask('POST', '/v1.0/groups/previewRule', { membershipRule: rule.text });
    if (status !== 200) {
      figures.skip(sizeName(size), 'ours', 'http.preview_p95_ms', `previewRule answers ${status}`);
      return;
    }
    ms.push(stopwatch() - began);
    if ((body as { readonly matching: number }).matching === count) right += 1;
  }
  figures.addShares(sizeName(size), 'ours', 'http.preview_p%_ms', [50, 95], ms);
  figures.verified(`${sizeName(size)}: ${right} of ${ms.length} previews of new rules`, right === ms.length);
}
