import {
  type Directory,
  evaluateDynamicMembership,
  type ReadSession,
  updateGroup,
  updateUser,
} from '@muster/directory';
import { expect, it } from 'vitest';
import { administrator, aGroup, aUser, somePeople } from './builders.ts';
import { membersOf } from './observe.ts';
import { testDirectory } from './test-directory.ts';

/** The same directory, whose reading of rules is held up in the middle while somebody else does something. */
function heldUp(directory: Directory, meanwhile: () => Promise<unknown>): Directory {
  const { store } = directory;
  const slow = (session: ReadSession): ReadSession => {
    const settings = Object.create(session.settings, {
      extensionProperties: {
        value: async () => {
          const found = await session.settings.extensionProperties();
          await meanwhile();
          return found;
        },
      },
    });
    return Object.create(session, { settings: { value: settings } });
  };
  return {
    ...directory,
    store: {
      read: (work) => store.read((session) => work(slow(session))),
      snapshot: (work) => store.snapshot(work),
      write: (key, work, look) => store.write(key, work, look),
    },
  };
}

it('a reader that was held up never brings back rules that have changed since', async () => {
  const test = await testDirectory();
  const other = await test.secondNode();
  const group = await aGroup(other.directory, 'user.department -eq "Sales"');
  const [ann, ben] = await somePeople(other.directory, [{ department: 'Sales' }, { department: 'HR' }]);
  const pauseAndWrite = async () => {
    await updateGroup(test.directory, administrator, group.id, {
      properties: { membershipRuleProcessingState: 'Paused' },
    });
    await aUser(test.directory);
  };
  const slow = heldUp(test.directory, pauseAndWrite);
  const question = { memberId: ann!.id, groupId: group.id, membershipRule: null };
  expect(await evaluateDynamicMembership(slow, administrator, question)).toMatchObject({ result: true });
  await updateUser(test.directory, administrator, ben!.id, { department: 'Sales' });
  expect(await membersOf(test.directory, group)).toEqual([ann!.id]);
  await test.close();
});
