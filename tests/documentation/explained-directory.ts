import { addMembers, type Caller, createGroup, createUser, updateGroup, updateUser } from '@muster/directory';
import { newObjectId, type ObjectId } from '@muster/kernel';
import { administrator, anApplicationWith } from '../scenarios/builders.ts';
import { type TestDirectory, testDirectory } from '../scenarios/test-directory.ts';

/** An application as it shows in the log of the page. */
function application(name: string, requestId: string): Caller {
  const { actor } = anApplicationWith('User.ReadWrite.All', 'Group.ReadWrite.All');
  return { actor: { ...actor, name } as Caller['actor'], requestId };
}

/** The directory of docs/administrators/explain.md: what happened to Kim in the summer. */
export async function explainedDirectory(): Promise<TestDirectory> {
  const test = await testDirectory();
  const { directory } = test;
  const kim = await createUser(directory, administrator, {
    properties: {
      accountEnabled: true,
      displayName: 'Kim Ek',
      mailNickname: 'kim',
      userPrincipalName: 'kim@contoso.com',
      passwordProfile: { password: `Page-${newObjectId()}` },
      department: 'Marketing',
      country: 'DE',
    },
  });
  const rule = '(user.department -eq "Sales") -and (user.country -eq "DE")';
  const sales = await aGroup(test, 'Sales Germany', rule);
  await test.settle();
  const all = await aGroup(test, 'All Sellers', null);
  await addMembers(directory, administrator, all, [sales]);

  test.at('2026-06-18T08:30:00Z');
  const hr = application('HR sync', '5d0e2f0a');
  await updateUser(directory, hr, kim.id, { department: 'Sales', officeLocation: 'Berlin' });
  test.at('2026-07-02T14:05:00Z');
  const portal = application('Admin portal', '81b7c3d9');
  const narrower = `${rule} -and (user.jobTitle -contains "Manager")`;
  await updateGroup(directory, portal, sales, { properties: { membershipRule: narrower } });
  test.at('2026-07-02T14:05:02Z');
  await test.settle();
  test.at('2026-07-06T09:00:00Z');
  await updateUser(directory, { ...hr, requestId: 'c2a94417' }, kim.id, { jobTitle: 'Account Manager' });
  return test;
}

async function aGroup({ directory }: TestDirectory, displayName: string, rule: string | null): Promise<ObjectId> {
  const properties = {
    displayName,
    mailEnabled: false,
    mailNickname: displayName.replaceAll(' ', ''),
    securityEnabled: true,
    ...(rule === null ? {} : { groupTypes: ['DynamicMembership'], membershipRule: rule }),
  };
  return (await createGroup(directory, application('Admin portal', 'f03ab155'), { properties })).id;
}
