import {
  approveMembershipChange,
  createExtensionProperty,
  deleteExtensionProperty,
  listProcessing,
  type ProcessingRequest,
  reprocessRule,
  updateGroup,
  workOffPasses,
} from '@muster/directory';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { administrator, aGroup, anApplication, anApplicationWith, asPerson, aUser, heldGroup } from './builders.ts';
import { codeOf } from './observe.ts';
import { type TestDirectory, testDirectory } from './test-directory.ts';

let test: TestDirectory;
beforeAll(async () => {
  test = await testDirectory();
});
afterAll(() => test.close());

const list = (options: Partial<ProcessingRequest> = {}, caller = administrator) =>
  listProcessing(test.directory, caller, { state: null, after: null, limit: 10, ...options });
const shown = async (options: Partial<ProcessingRequest> = {}) =>
  (await list(options)).page.map(({ group, pass }) => [pass.state, group.id]);

it('groups that are not in line with their rules are listed, what needs somebody first', async () => {
  const settled = await aGroup(test.directory, 'user.city -eq "Bern"');
  const held = await heldGroup(test, 30);
  const { application } = await anApplication(test.directory);
  const team = { name: 'team', dataType: 'String', targetObjects: ['User'] };
  const extension = await createExtensionProperty(test.directory, administrator, application.id, team);
  const broken = await aGroup(test.directory, `user.${extension.name} -eq "x"`);
  await deleteExtensionProperty(test.directory, administrator, application.id, extension.id);
  await test.settle();
  const [one, two] = [
    await aGroup(test.directory, 'user.city -eq "x"'),
    await aGroup(test.directory, 'user.city -eq "y"'),
  ];
  const { counts } = await list();
  expect(counts).toEqual({ held: 1, failed: 1, running: 0, waiting: 2 });
  expect(await shown()).toEqual([
    ['held', held.id],
    ['failed', broken.id],
    ['waiting', one.id],
    ['waiting', two.id],
  ]);
  expect(await shown({ state: 'failed' })).toEqual([['failed', broken.id]]);
  const first = await list({ limit: 3 });
  expect(await shown({ after: first.next })).toEqual([['waiting', two.id]]);
  expect((await list({ after: first.next, limit: 1 })).next).toBeNull();

  await reprocessRule(test.directory, administrator, settled.id);
  expect(await runningWhileWorking()).toBe(3);

  await approveMembershipChange(test.directory, administrator, held.id);
  await updateGroup(test.directory, administrator, broken.id, {
    properties: { membershipRuleProcessingState: 'Paused' },
  });
  await test.settle();
  expect(await list()).toEqual({ counts: { held: 0, failed: 0, running: 0, waiting: 0 }, page: [], next: null });
});

/** How many passes run between the steps of working them off, at most. */
async function runningWhileWorking(): Promise<number> {
  let most = 0;
  const { store } = test.directory;
  const read: typeof store.read = async (work) => {
    const result = await store.read(work);
    most = Math.max(most, (await list()).counts.running);
    return result;
  };
  const watched = {
    ...test.directory,
    store: { ...store, read, snapshot: store.snapshot.bind(store), write: store.write.bind(store) },
  };
  const options = { worker: 'test', leaseMs: 60_000, batchSize: 7, signal: new AbortController().signal };
  await workOffPasses(watched, options, () => {});
  return most;
}

it('only whoever may read all groups is told', async () => {
  expect(await codeOf(list({}, anApplicationWith('User.Read.All')))).toBe('INSUFFICIENT_PRIVILEGES');
  const guest = await aUser(test.directory, { userType: 'Guest' });
  expect(await codeOf(list({}, await asPerson(test.directory, guest)))).toBe('INSUFFICIENT_PRIVILEGES');
  const member = await aUser(test.directory);
  expect(await codeOf(list({}, await asPerson(test.directory, member)))).toBe('none');
});
