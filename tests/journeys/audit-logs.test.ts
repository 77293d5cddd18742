import {
  addMembers,
  completeSignIn,
  deleteGroup,
  deleteUser,
  forgetOldCredentials,
  type Group,
  removeMember,
  type User,
  updateGroup,
  updateUser,
} from '@muster/directory';
import { newObjectId, type ObjectId } from '@muster/kernel';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  administrator,
  aGroup,
  anApplicationWith,
  asPerson,
  aTeam,
  aUser,
  giveRole,
  somePeople,
} from '../scenarios/builders.ts';
import { membersOf } from '../scenarios/observe.ts';
import { type TestDirectory, testDirectory } from '../scenarios/test-directory.ts';
import { type GraphAsPerson, graphAsPerson } from './graph-as-person.ts';

let test: TestDirectory;
let graph: GraphAsPerson;
let [ann, ben, reader]: User[] = [];
let group: Group;
const portal = { appId: newObjectId(), displayName: 'Portal' };
const shop = { appId: newObjectId(), displayName: 'Shop' };

beforeAll(async () => {
  test = await testDirectory();
  graph = await graphAsPerson(test);
  [ann, ben, reader] = await somePeople(test.directory, [{}, {}, {}]);
  group = await aGroup(test.directory);
  await giveRole(test.directory, 'Reports Reader', reader!);
});
afterAll(async () => {
  await graph?.close();
  await test?.close();
});

// biome-ignore lint/suspicious/noExplicitAny: tests look into whatever came
type Row = any;
const get = (path: string, who: Pick<User, 'id'> | 'operator' = 'operator') =>
  graph.call(who, 'GET', `/v1.0/auditLogs/${path}`);
const rows = async (path: string): Promise<Row[]> => {
  const { status, body } = await get(path);
  expect([path, status]).toEqual([path, 200]);
  return body.value;
};
const filtered = (log: string, filter: string) => rows(`${log}?$filter=${encodeURIComponent(filter)}`);

/** The pages of a list, each with the ids of its rows. */
async function pagesOf(path: string): Promise<string[][]> {
  const pages: string[][] = [];
  for (let next: string | undefined = `/v1.0/auditLogs/${path}`; next !== undefined; ) {
    const { body } = await graph.call('operator', 'GET', next.replace('https://muster.test', ''));
    pages.push(body.value.map((each: Row) => each.id));
    next = body['@odata.nextLink'];
  }
  return pages;
}

describe('sign-ins', () => {
  const events: { id: string; at: string }[] = [];

  beforeAll(async () => {
    const signIn = async (at: string, user: User, more: object = {}) => {
      test.at(at);
      await completeSignIn(test.directory, {
        userId: user.id,
        clientAddress: '192.0.2.7',
        method: 'password',
        ...more,
      });
    };
    await signIn('2026-06-15T12:00:00Z', ann!, { application: portal, userAgent: 'Firefox', requestId: 'request-9' });
    await signIn('2026-06-15T13:00:00Z', ben!, { application: shop, clientAddress: '198.51.100.1' });
    await signIn('2026-06-15T13:00:00Z', ann!, { application: shop });
    await signIn('2026-06-15T14:00:00Z', ann!);
    const base = { userId: ann!.id, name: ann!.properties.userPrincipalName };
    for (const [method, outcome] of [
      ['password', 'wrong'],
      ['softwareOath', 'wrong'],
      ['password', 'disabled'],
      ['password', 'right'],
    ]) {
      await test.query(
        `insert into sign_ins (id, at, user_id, user_principal_name, client_address, method, outcome, details)
         values ($1, '2026-06-15T15:00:00Z', $2, $3, '::1', $4, $5, '{}')`,
        [newObjectId(), base.userId, base.name, method, outcome],
      );
    }
    events.push(
      ...(await test.query<{ id: string; at: string }>('select id, at from sign_ins order by at desc, id desc')),
    );
  });

  it('are shown as far as they are known', async () => {
    const [signIn] = await filtered('signIns', `appId eq '${portal.appId}'`);
    expect(signIn).toMatchObject({
      createdDateTime: '2026-06-15T12:00:00Z',
      userId: ann!.id,
      userPrincipalName: ann!.properties.userPrincipalName,
      userDisplayName: ann!.properties.displayName,
      appId: portal.appId,
      appDisplayName: 'Portal',
      ipAddress: '192.0.2.7',
      userAgent: 'Firefox',
      correlationId: 'request-9',
      conditionalAccessStatus: 'notApplied',
      appliedConditionalAccessPolicies: [],
      riskState: 'none',
      status: { errorCode: 0, failureReason: 'Other.', additionalDetails: 'password' },
    });
    const one = await get(`signIns/${signIn.id}`);
    expect(one.body).toMatchObject({
      ...signIn,
      '@odata.context': 'https://muster.test/v1.0/$metadata#auditLogs/signIns/$entity',
    });
    expect((await get(`signIns/${newObjectId()}`)).status).toBe(404);
  });

  it('come newest first, or oldest first, page by page', async () => {
    const ids = events.map(({ id }) => id);
    expect((await pagesOf('signIns?$top=3')).map((page) => page.length)).toEqual([3, 3, 2]);
    expect((await pagesOf('signIns?$top=3')).flat()).toEqual(ids);
    const oldest = await pagesOf('signIns?$top=5&$orderby=createdDateTime asc');
    expect(oldest.flat()).toEqual([...ids].reverse());
    const { body } = await get('signIns?$top=1');
    const token = new URL(body['@odata.nextLink']).searchParams.get('$skiptoken');
    expect((await get(`signIns?$top=1&$orderby=createdDateTime&$skiptoken=${token}`)).status).toBe(400);
    expect((await get('signIns?$skiptoken=x')).status).toBe(400);
    expect((await get('signIns?$top=1001')).status).toBe(400);
    expect((await get('signIns?$orderby=userId')).status).toBe(400);
  });

  it.each([
    ['createdDateTime ge 2026-06-15T13:00:00Z and createdDateTime lt 2026-06-15T14:00:00Z', 2],
    ['createdDateTime gt 2026-06-15T13:00:00Z and createdDateTime le 2026-06-15T14:00:00Z', 1],
    ['userId eq {ann}', 7],
    ['userPrincipalName eq {ANN}', 7],
    ["startsWith(userPrincipalName,'user') and userId eq {ben}", 1],
    ['appId eq {shop}', 2],
    ["appDisplayName eq 'shop' and userId eq {ann}", 1],
    ["startsWith(ipAddress,'198.51.')", 1],
    ["ipAddress eq '::1'", 4],
    ["correlationId eq 'request-9'", 1],
    ['status/errorCode eq 0', 4],
    ['status/errorCode ne 0', 4],
    ['status/errorCode eq 50126', 1],
    ['status/errorCode eq 500121', 1],
    ['status/errorCode eq 50057', 1],
    ['status/errorCode eq 1', 0],
    ["conditionalAccessStatus eq 'notApplied' and status/errorCode eq 0", 4],
    ["conditionalAccessStatus eq 'success'", 0],
  ])('%s', async (filter, count) => {
    const written = filter
      .replace('{ann}', `'${ann!.id}'`)
      .replace('{ben}', `'${ben!.id}'`)
      .replace('{shop}', `'${shop.appId}'`)
      .replace('{ANN}', `'${(ann!.properties.userPrincipalName as string).toUpperCase()}'`)
      .replace("'user'", `'${(ann!.properties.userPrincipalName as string).slice(0, 2)}'`);
    expect((await filtered('signIns', written)).length).toBe(count);
  });

  it.each([
    'userId eq 1',
    "userId eq 'x'",
    "nothing eq 'x'",
    "status/errorCode eq 'x'",
    "createdDateTime ge 'x'",
    "userId ne '00000000-0000-4000-8000-000000000000'",
    "appId eq 'a' or appId eq 'b'",
    "contains(appId,'a')",
    "appId eq 'a' and appId eq 'b'",
  ])('are not filtered by %s', async (filter) => {
    expect((await get(`signIns?$filter=${encodeURIComponent(filter)}`)).status).toBe(400);
  });

  it('are for those who may read them, and forgotten after the days of the organization', async () => {
    const refused = await get('signIns', ben!);
    expect([refused.status, refused.body.error.code]).toEqual([403, 'Authorization_RequestDenied']);
    expect((await get('signIns', reader!)).status).toBe(200);
    test.at('2026-07-15T13:30:00Z');
    while ((await forgetOldCredentials(test.directory)) > 0);
    expect((await rows('signIns')).length).toBe(5);
    test.at('2026-06-15T16:00:00Z');
  });
});

describe('what an entry of the change log moved', () => {
  const movements = async (filter: string, who?: Pick<User, 'id'>) => {
    const [entry] = await filtered('directoryAudits', filter);
    return get(`directoryAudits/${entry.id}/movements`, who);
  };
  const about = (object: { id: string }) => `targetResources/any(t:t/id eq '${object.id}')`;
  let [cleo, dan]: User[] = [];
  let ruled: Group;

  beforeAll(async () => {
    test.at('2026-06-15T20:00:00Z');
    [cleo, dan] = [...(await somePeople(test.directory, [{ city: 'Bern' }, { city: 'Bern' }]))];
    ruled = await aGroup(test.directory, 'user.city -eq "Bern"');
    await test.settle();
  });

  it('is told with the groups and the people', async () => {
    await updateUser(test.directory, administrator, cleo!.id, { city: 'Rom' });
    const { status, body } = await movements(about(cleo!));
    expect(status).toBe(200);
    expect(body).toEqual({
      '@odata.context': 'https://muster.test/v1.0/$metadata#muster.auditMovements',
      changeNumber: expect.any(Number),
      joinedCount: 0,
      leftCount: 1,
      groupCount: 1,
      value: [
        {
          group: { id: ruled.id, type: '#microsoft.graph.group', displayName: ruled.properties.displayName },
          joinedCount: 0,
          leftCount: 1,
          members: [
            {
              id: cleo!.id,
              type: '#microsoft.graph.user',
              displayName: cleo!.properties.displayName,
              userPrincipalName: cleo!.properties.userPrincipalName,
              joined: false,
            },
          ],
          ruleChange: null,
        },
      ],
    });
    const none = await movements(`${about(ruled)} and activityDisplayName eq 'Add group'`);
    expect(none.body).toMatchObject({ joinedCount: 0, groupCount: 0, value: [] });
  });

  it('leads from a pass to the change of the rule', async () => {
    const all = await aGroup(test.directory, 'user.displayName -ne null');
    await updateGroup(test.directory, administrator, ruled.id, {
      properties: { membershipRule: 'user.city -eq "Rom"' },
    });
    await test.settle();
    const { body } = await movements(about(ruled));
    const everybody = await membersOf(test.directory, all);
    expect(everybody.length).toBeGreaterThan(4);
    expect(body.groupCount).toBe(body.value.length);
    const own = body.value.find((each: Row) => each.group.id === ruled.id);
    expect(own).toMatchObject({
      joinedCount: 1,
      leftCount: 1,
      members: [
        { id: cleo!.id, joined: true },
        { id: dan!.id, joined: false },
      ],
      ruleChange: {
        operation: 'update-group',
        changedProperties: [
          {
            name: 'membershipRule',
            oldValue: 'user.city -eq "Bern"',
            newValue: 'user.city -eq "Rom"',
            isReadByRule: false,
          },
        ],
      },
    });
    const cause = await get(`directoryAudits/Directory_${own.ruleChange.changeNumber}_0`);
    expect(cause.body.targetResources[0].id).toBe(ruled.id);
  });

  it('is told to those who may look back, of groups whose members they may know', async () => {
    expect((await movements(about(cleo!), ben!)).status).toBe(403);
    const hidden = await aTeam(test.directory, 'user.city -eq "Ulm"', { visibility: 'HiddenMembership' });
    await test.settle();
    await updateUser(test.directory, administrator, dan!.id, { city: 'Ulm' });
    expect((await movements(about(dan!))).body.value[0].group.id).toBe(hidden.id);
    const seen = await movements(about(dan!), reader!);
    expect([seen.status, seen.body.joinedCount, seen.body.value]).toEqual([200, 1, []]);
    expect((await get('directoryAudits/Directory_999999_0/movements')).status).toBe(404);
    expect((await get('directoryAudits/x/movements')).status).toBe(404);
    await deleteGroup(test.directory, administrator, hidden.id);
  });
});

describe('the change log', () => {
  let from: string;
  let application: ReturnType<typeof anApplicationWith>;

  beforeAll(async () => {
    from = '2026-06-16T00:00:00Z';
    test.at('2026-06-16T01:00:00Z');
    application = anApplicationWith('User.ReadWrite.All');
    await updateUser(test.directory, application, ann!.id, { department: 'Sales', city: 'Bern' });
    test.at('2026-06-16T02:00:00Z');
    await addMembers(test.directory, administrator, group.id, [ann!.id, ben!.id]);
    test.at('2026-06-16T03:00:00Z');
    await giveRole(test.directory, 'User Administrator', reader!);
    await updateUser(test.directory, await asPerson(test.directory, reader!), ann!.id, { department: 'HR' });
    test.at('2026-06-16T04:00:00Z');
    await removeMember(test.directory, administrator, group.id, ben!.id);
    const gone = await aUser(test.directory);
    await deleteUser(test.directory, administrator, gone.id);
  });

  const since = (more = '') => `activityDateTime ge ${from}${more === '' ? '' : ` and ${more}`}`;
  const names = async (filter: string) =>
    (await filtered('directoryAudits', filter)).map((each) => each.activityDisplayName);

  it('says what happened to whom, by whom and through what', async () => {
    const [byPerson] = await filtered('directoryAudits', since(`initiatedBy/user/id eq '${reader!.id}'`));
    expect(byPerson).toMatchObject({
      category: 'UserManagement',
      activityDisplayName: 'Update user',
      activityDateTime: '2026-06-16T03:00:00Z',
      operationType: 'Update',
      result: 'success',
      correlationId: 'request-2',
      initiatedBy: {
        app: null,
        user: {
          id: reader!.id,
          displayName: reader!.properties.displayName,
          userPrincipalName: reader!.properties.userPrincipalName,
        },
      },
      targetResources: [
        {
          id: ann!.id,
          type: 'User',
          displayName: ann!.properties.displayName,
          userPrincipalName: ann!.properties.userPrincipalName,
          modifiedProperties: [{ displayName: 'department', oldValue: '"Sales"', newValue: '"HR"' }],
        },
      ],
      additionalDetails: [
        { key: 'operation', value: 'update-user' },
        { key: 'applicationId', value: expect.any(String) },
        { key: 'applicationName', value: 'Portal' },
      ],
    });
    const one = await get(`directoryAudits/${byPerson.id}`);
    expect(one.body).toMatchObject(byPerson);
    expect((await get('directoryAudits/Directory_999999_0')).status).toBe(404);
    expect((await get('directoryAudits/x')).status).toBe(404);
  });

  it('has one entry for each fact, the newest first, page by page', async () => {
    const expected = [
      'Delete user',
      'Add user',
      'Remove member from group',
      'Update user',
      'Activate directory role',
      'Add member to role',
      'Add member to group',
      'Add member to group',
      'Update user',
    ];
    expect(await names(since())).toEqual(expected);
    const filter = encodeURIComponent(since());
    const all = (await pagesOf(`directoryAudits?$filter=${filter}`)).flat();
    const pages = await pagesOf(`directoryAudits?$top=2&$filter=${filter}`);
    expect(pages.map((page) => page.length)).toEqual([2, 2, 2, 2, 1]);
    expect(pages.flat()).toEqual(all);
    const oldest = await pagesOf(`directoryAudits?$top=3&$orderby=activityDateTime&$filter=${filter}`);
    expect(oldest.flat()).toEqual([...all].reverse());
  });

  it.each([
    ["activityDisplayName eq 'Update user'", 2],
    ["startsWith(activityDisplayName,'Add member')", 3],
    ["activityDisplayName eq 'Update group'", 0],
    ["category eq 'GroupManagement'", 3],
    ["category eq 'RoleManagement'", 2],
    ["correlationId eq 'request-1'", 1],
    ["result eq 'success'", 9],
    ["result eq 'failure'", 0],
    ["loggedByService eq 'Core Directory'", 9],
    ["loggedByService eq 'PIM'", 0],
    ['initiatedBy/user/userPrincipalName eq {reader}', 1],
    ['initiatedBy/app/appId eq {application}', 1],
    ['targetResources/any(t:t/id eq {ann})', 2],
    ["targetResources/any(t:t/id eq {group}) and activityDisplayName eq 'Add member to group'", 2],
  ])('%s', async (filter, count) => {
    const { actor } = application;
    const written = filter
      .replace('{ann}', `'${ann!.id}'`)
      .replace('{group}', `'${group.id}'`)
      .replace('{reader}', `'${reader!.properties.userPrincipalName}'`)
      .replace('{application}', `'${actor.kind === 'application' && actor.appId}'`);
    expect((await names(since(written))).length).toBe(count);
  });

  it('tells what caused an entry, and what it caused', async () => {
    const chainOf = async (id: string) => (await get(`directoryAudits/${id}/chain`)).body;
    const of = async (filter: string, at = 0) => (await filtered('directoryAudits', since(filter)))[at].id as string;
    const shown = (rows: Row[]) => rows.map((each) => each.activityDisplayName);
    test.at('2026-06-16T05:00:00Z');
    const ruled = await aGroup(test.directory, 'user.city -eq "Bern"');
    await test.settle();
    const about = `targetResources/any(t:t/id eq '${ruled.id}')`;
    const passes = (await filtered('directoryAudits', since(about))).filter((each) =>
      each.additionalDetails.some(({ value }: Row) => value === 'pass'),
    );
    const created = await of(`${about} and activityDisplayName eq 'Add group'`);
    const pass = await chainOf(passes[0].id);
    expect(pass.causedBy.map(({ id }: Row) => id)).toEqual([created]);
    const rule = await chainOf(created);
    expect(rule.followedBy.map(({ id }: Row) => id)).toEqual(passes.map(({ id }) => id).reverse());
    expect([shown(rule.sameChange), rule.causedBy]).toEqual([['Update group'], []]);
    expect((await get(`directoryAudits/${created}/chain`, ben!)).status).toBe(403);
    expect((await get('directoryAudits/Directory_1_99/chain')).status).toBe(404);
    expect((await get('directoryAudits/x/chain')).status).toBe(404);
    expect((await get(`directoryAudits/${created}/chain?$top=1`)).status).toBe(400);
  });

  it('is for those who may read it', async () => {
    expect((await get('directoryAudits', ben!)).status).toBe(403);
    expect((await get('directoryAudits', reader!)).status).toBe(200);
    const { status } = await get(`directoryAudits/Directory_1_0`, { id: ben!.id as ObjectId });
    expect(status).toBe(403);
  });
});
