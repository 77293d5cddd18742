import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { seed } from './crash/random.ts';
import { cleanUp } from './muster-process.ts';
import { type Cluster, killOneNode, type Survived, startCluster } from './nodes/three-servers.ts';

describe(`three servers on one database, killed in turn under load (seed ${seed})`, () => {
  let cluster: Cluster;
  const survived: Survived[] = [];
  beforeAll(async () => {
    cluster = await startCluster();
  }, 120_000);
  afterAll(async () => {
    await cleanUp();
    await cluster?.database.drop();
  });

  it.each([0, 1, 2])(
    'kill -9 of node %i loses no write, leaves no pass behind and does nothing twice',
    async (victim) => {
      survived.push(await killOneNode(cluster, victim, victim));
    },
    120_000,
  );

  it('the kills came while passes were open and clients wrote', () => {
    process.stdout.write(`kill -9 of one of three servers: ${JSON.stringify(survived)}\n`);
    expect(survived.reduce((sum, each) => sum + each.openPasses, 0)).toBeGreaterThan(0);
    for (const { acknowledged } of survived) expect(acknowledged).toBeGreaterThan(0);
  });
});
