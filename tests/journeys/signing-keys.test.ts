import { decodeProtectedHeader } from 'jose';
import { afterAll, expect, it, vi } from 'vitest';
import { cleanUp, getToken, runMuster, serveMuster, temporaryFolder } from './muster-process.ts';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });
afterAll(cleanUp);

const listed = (out: string) =>
  out
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { kid: string; signsFrom: string });

it('keys are listed, announced before they sign, and in an emergency replaced with all that they signed', async () => {
  const dataDir = await temporaryFolder();
  const keys = async () => listed((await runMuster(['keys', 'list', '--json', '--data', dataDir])).out);
  const serve = () => serveMuster(['--data', dataDir]);
  let muster = await serve();
  const token = await getToken(muster.url, muster.tenantId);
  const [first] = await keys();
  expect(decodeProtectedHeader(token).kid).toBe(first!.kid);
  const announced = await runMuster(['keys', 'rotate', '--data', dataDir]);
  expect([announced.code, announced.out.trim().split('\n').length]).toEqual([0, 2]);
  const [next] = await keys();
  expect(Date.parse(next!.signsFrom) - Date.parse(first!.signsFrom)).toBeGreaterThan(23 * 3_600_000);
  await muster.end('SIGTERM');
  muster = await serve();
  const asked = (bearer: string) =>
    fetch(`${muster.url}/v1.0/organization`, { headers: { authorization: `Bearer ${bearer}` } });
  expect((await asked(token)).status).toBe(200);
  const again = await getToken(muster.url, muster.tenantId);
  expect(decodeProtectedHeader(again).kid).toBe(first!.kid);
  expect((await runMuster(['keys', 'rotate', '--urgent', '--data', dataDir])).code).toBe(0);
  expect(await keys()).toHaveLength(1);
  await muster.end('SIGTERM');
  muster = await serve();
  expect((await asked(again)).status).toBe(401);
  expect((await asked(await getToken(muster.url, muster.tenantId))).status).toBe(200);
  await muster.end('SIGTERM');
});
