import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ExpectedUser, eventual, fold, principalNames } from './expected-users.ts';
import { everything } from './graph-client.ts';
import { type StartedServer, startServer } from './started-server.ts';

let muster: StartedServer;
beforeAll(async () => {
  muster = await startServer({ demo: true });
});
afterAll(() => muster.stop());

const query = (options: Record<string, string>) => new URLSearchParams(options).toString();
const plain = (filter: string) => muster.call('GET', `/v1.0/users?${query({ $filter: filter, $top: '999' })}`);
const advanced = (filter: string) =>
  muster.call('GET', `/v1.0/users?${query({ $filter: filter, $top: '999', $count: 'true' })}`, undefined, eventual);
const found = (body: { value: { userPrincipalName: string }[] }) =>
  body.value.map((user) => user.userPrincipalName).sort();

type Condition = (user: ExpectedUser) => boolean;
const starts = (text: string | null, start: string) => text !== null && fold(text)!.startsWith(fold(start)!);
const hired = (user: ExpectedUser) => user.hired;

const always: readonly [filter: string, condition: Condition][] = [
  ["department eq 'Sales'", (u) => u.department === 'Sales'],
  ["department eq 'sALES'", (u) => u.department === 'Sales'],
  ["DEPARTMENT EQ 'Sales'", (u) => u.department === 'Sales'],
  ["'Sales' eq department", (u) => u.department === 'Sales'],
  ["department ge 'Sales'", (u) => u.department !== null && fold(u.department)! >= 'SALES'],
  ["department gt 'Sales'", (u) => u.department !== null && fold(u.department)! > 'SALES'],
  ["department le 'Sales'", (u) => u.department !== null && fold(u.department)! <= 'SALES'],
  ["'Sales' gt department", (u) => u.department !== null && fold(u.department)! < 'SALES'],
  ["department in ('Sales', 'IT','nowhere')", (u) => u.department === 'Sales' || u.department === 'IT'],
  ["startsWith(displayName,'ken')", (u) => starts(u.displayName, 'ken')],
  ["STARTSWITH(displayName, 'KEN') eq true", (u) => starts(u.displayName, 'ken')],
  ["startsWith(surname,'sá')", (u) => starts(u.surname, 'sá')],
  ["surname eq 'SÁNCHEZ'", (u) => fold(u.surname) === 'SÁNCHEZ'],
  ["displayName eq 'josé saraiva'", (u) => u.displayName === 'José Saraiva'],
  ["displayName eq 'Jose Saraiva'", () => false],
  ["displayName eq 'Thierry D''Hers'", (u) => u.displayName === "Thierry D'Hers"],
  ["startsWith(jobTitle,'vice president')", (u) => starts(u.jobTitle, 'vice president')],
  ["userType eq 'Guest'", (u) => u.userType === 'Guest'],
  ['accountEnabled eq true', () => true],
  ['false eq accountEnabled', () => false],
  ["employeeId in ('1','P100')", (u) => u.employeeId === '1' || u.employeeId === 'P100'],
  ["mail eq 'KEN0@adventure-works.com'", (u) => u.mail === 'ken0@adventure-works.com'],
  ["mailNickname eq 'ken0'", (u) => u.mailNickname === 'ken0'],
  ["usageLocation eq 'US' and state eq 'Washington'", (u) => u.usageLocation === 'US' && u.state === 'Washington'],
  ["businessPhones/any(p:p eq '697-555-0142')", (u) => u.phone === '697-555-0142'],
  ["businessPhones/any(p:startsWith(p,'697'))", (u) => u.phone.startsWith('697')],
  ["proxyAddresses/any(p:p eq 'smtp:ken0@adventure-works.com')", (u) => u.mail === 'ken0@adventure-works.com'],
  ["otherMails/ANY(Mail:startswith(mail,'sking@'))", (u) => u.userType === 'Guest' && u.mail.startsWith('sking@')],
  ["externalUserState eq 'Accepted'", (u) => u.userType === 'Guest'],
  ["creationType eq 'Invitation' or department eq 'Sales'", (u) => u.userType === 'Guest' || u.department === 'Sales'],
  [
    "(department eq 'Sales' or department eq 'IT') and userType eq 'Member'",
    (u) => (u.department === 'Sales' || u.department === 'IT') && u.userType === 'Member',
  ],
  [
    "department eq 'Sales' or department eq 'IT' and userType eq 'Guest'",
    (u) => u.department === 'Sales' || (u.department === 'IT' && u.userType === 'Guest'),
  ],
  [
    "identities/any(i:i/issuerAssignedId eq 'ken0@adventure-works.com' and i/issuer eq 'adventure-works.com')",
    (u) => u.userPrincipalName === 'ken0@adventure-works.com',
  ],
  ["isof('microsoft.graph.user')", () => true],
  ["microsoft.graph.user/department eq 'Sales'", (u) => u.department === 'Sales'],
];

const advancedOnly: readonly [filter: string, condition: Condition][] = [
  ["department ne 'Sales'", (u) => u.department !== 'Sales'],
  ["not(department eq 'Sales')", (u) => u.department !== 'Sales'],
  ["NOT department eq 'Sales'", (u) => u.department !== 'Sales'],
  ["not(not(department eq 'Sales'))", (u) => u.department === 'Sales'],
  ["not startsWith(displayName,'ken')", (u) => !starts(u.displayName, 'ken')],
  ["startsWith(displayName,'ken') eq false", (u) => !starts(u.displayName, 'ken')],
  ["not (department in ('Sales','IT'))", (u) => u.department !== 'Sales' && u.department !== 'IT'],
  ["not (department eq 'Sales' or userType eq 'Guest')", (u) => u.department !== 'Sales' && u.userType !== 'Guest'],
  ['city eq null', (u) => u.city === null],
  ['city ne null', (u) => u.city !== null],
  ['null eq department', (u) => u.department === null],
  ['companyName eq null', () => false],
  ["companyName eq 'oracle hr sample'", (u) => u.companyName === 'Oracle HR Sample'],
  ["postalCode in ('98006','98199')", (u) => u.postalCode === '98006' || u.postalCode === '98199'],
  ["streetAddress ge '9'", (u) => u.streetAddress !== null && fold(u.streetAddress)! >= '9'],
  ["endsWith(mail,'@ORACLE-hr.example')", (u) => u.userType === 'Guest'],
  ["endsWith(userPrincipalName,'0@adventure-works.com')", (u) => u.userPrincipalName.endsWith('0@adventure-works.com')],
  ["proxyAddresses/any(p:endsWith(p,'oracle-hr.example'))", (u) => u.userType === 'Guest'],
  ["not proxyAddresses/any(p:endsWith(p,'oracle-hr.example'))", (u) => u.userType === 'Member'],
  ['otherMails/$count ne 0', (u) => u.userType === 'Guest'],
  ['otherMails/$count eq 0', (u) => u.userType === 'Member'],
  ['proxyAddresses/$count ge 1', () => true],
  ['employeeHireDate ge 2010-01-01T00:00:00Z', (u) => hired(u) >= '2010-01-01'],
  ['employeeHireDate gt 2010-01-01', (u) => hired(u) > '2010-01-01'],
  ['employeeHireDate lt 2009-02-03T01:00:00+01:00', (u) => hired(u) < '2009-02-03'],
  ['employeeHireDate eq 2008-08-14', (u) => hired(u) === '2008-08-14'],
  [
    'employeeHireDate ge 2009-01-01 and employeeHireDate le 2009-12-31',
    (u) => hired(u) >= '2009-01-01' && hired(u) <= '2009-12-31',
  ],
  ["employeeOrgData/division eq 'Sales and Marketing'", (u) => u.division === 'Sales and Marketing'],
  ["onPremisesExtensionAttributes/extensionAttribute1 eq 'x'", () => false],
  ['onPremisesExtensionAttributes/extensionAttribute15 eq null', () => true],
  ['onPremisesSyncEnabled ne true', () => true],
];

describe('a filter finds exactly whom the files say', () => {
  it.each(always)('%s', async (filter, condition) => {
    const answer = await plain(filter);
    expect(answer.status, JSON.stringify(answer.body)).toBe(200);
    expect(found(answer.body)).toEqual(principalNames(condition));
    const again = await advanced(filter);
    expect(again.body['@odata.count']).toBe(principalNames(condition).length);
    expect(found(again.body)).toEqual(principalNames(condition));
  });

  it.each(advancedOnly)('with advanced parameters: %s', async (filter, condition) => {
    const answer = await advanced(filter);
    expect(answer.status, JSON.stringify(answer.body)).toBe(200);
    expect(found(answer.body)).toEqual(principalNames(condition));
    expect(answer.body['@odata.count']).toBe(principalNames(condition).length);
    const refused = await plain(filter);
    expect([refused.status, refused.body.error.code, refused.body.error.message]).toEqual([
      400,
      'Request_UnsupportedQuery',
      'Unsupported Query.',
    ]);
  });

  it('needs the header and $count=true together', async () => {
    const filter = query({ $filter: "department ne 'Sales'" });
    for (const [path, headers] of [
      [`/v1.0/users?${filter}`, eventual],
      [`/v1.0/users?${filter}&$count=true`, {}],
      [`/v1.0/users?${filter}&$count=false`, eventual],
      [`/v1.0/users?${filter}&$count=true`, { ConsistencyLevel: 'session' }],
    ] as const)
      expect((await muster.call('GET', path, undefined, headers)).body.error.message).toBe('Unsupported Query.');
    const answer = await muster.call('GET', `/v1.0/users?${filter}&count=TRUE`, undefined, {
      consistencylevel: 'Eventual',
    });
    expect(answer.status).toBe(200);
  });

  it('by id, quoted or not, in any case', async () => {
    const { id } = await muster.graph.api('/users/ken0@adventure-works.com').get();
    const none = '11111111-1111-4111-8111-111111111111';
    for (const filter of [
      `id eq '${id}'`,
      `id eq ${id}`,
      `id eq '${id.toUpperCase()}'`,
      `id in ('${none}','${id}')`,
      `id in (${none}, ${id})`,
    ])
      expect(found((await plain(filter)).body)).toEqual(['ken0@adventure-works.com']);
    expect(found((await advanced(`id ne '${id}'`)).body)).toHaveLength(396);
    expect(found((await advanced(`not(id in ('${id}'))`)).body)).toHaveLength(396);
  });

  it('the client pages through a filter', async () => {
    const users = await everything(
      muster.graph,
      `/users?$top=7&$filter=${encodeURIComponent("department eq 'Sales'")}`,
    );
    expect(users.map((user) => user.userPrincipalName).sort()).toEqual(principalNames((u) => u.department === 'Sales'));
  });
});

const alternatives = (count: number) =>
  Array.from({ length: count }, (_, i) => `employeeId eq '${i + 1}'`).join(' or ');
const listed = (count: number) => Array.from({ length: count }, (_, i) => `'${i + 1}'`).join(',');
const tooMany = (count: number) =>
  `Too many child clauses specified in search filter expression containing 'OR' operators: ${count}. Max allowed: 15.`;
const noProperty = (name: string) =>
  `Invalid filter clause: Could not find a property named '${name}' on type 'microsoft.graph.user'.`;
const notIndexed = 'The request uses a filter property that is not indexed';

describe('a filter that cannot be answered is refused in the documented words', () => {
  it('15 alternatives are taken, 16 are not', async () => {
    const fifteen = (u: ExpectedUser) => /^\d+$/.test(u.employeeId) && Number(u.employeeId) <= 15;
    expect(found((await plain(alternatives(15))).body)).toEqual(principalNames(fifteen));
    expect(found((await plain(`employeeId in (${listed(15)})`)).body)).toEqual(principalNames(fifteen));
    for (const filter of [
      alternatives(16),
      `(${alternatives(8)}) or (${alternatives(8)})`,
      `employeeId in (${listed(16)})`,
    ]) {
      const { status, body } = await plain(filter);
      expect([status, body.error.code, body.error.message]).toEqual([400, 'Request_UnsupportedQuery', tooMany(16)]);
    }
  });

  it.each([
    ["nothing eq 'x'", 400, 'BadRequest', noProperty('nothing')],
    ["proxyAddresses/any(p:q eq 'x')", 400, 'BadRequest', noProperty('q')],
    ["employeeOrgData/nothing eq 'x'", 400, 'BadRequest', noProperty('nothing')],
    ["extension_00000000000000000000000000000001_x eq 'a'", 400, 'Request_BadRequest', undefined],
    ["contains(displayName,'a')", 400, 'Request_UnsupportedQuery', 'Unsupported Query.'],
    ["proxyAddresses/all(p:p eq 'x')", 400, 'Request_UnsupportedQuery', 'Unsupported Query.'],
    ["startsWith(department,'S')", 400, 'Request_UnsupportedQuery', 'Unsupported Query.'],
    ["endsWith(displayName,'n')", 400, 'Request_UnsupportedQuery', 'Unsupported Query.'],
    ["id ge '11111111-1111-4111-8111-111111111111'", 400, 'Request_UnsupportedQuery', 'Unsupported Query.'],
    ["identities/any(c:c/issuerAssignedId eq 'x')", 400, 'Request_UnsupportedQuery', 'Unsupported Query.'],
    ["manager/displayName eq 'x'", 400, 'Request_UnsupportedQuery', 'Unsupported Query.'],
    ['showInAddressList eq true', 400, 'Request_UnsupportedQuery', notIndexed],
    ["aboutMe eq 'x'", 400, 'Request_UnsupportedQuery', notIndexed],
    ["passwordProfile/password eq 'x'", 400, 'Request_UnsupportedQuery', notIndexed],
    ["id eq 'foo'", 400, 'Request_BadRequest', "Invalid object identifier 'foo'."],
    ['displayName eq 5', 400, 'BadRequest', undefined],
    ["accountEnabled eq 'true'", 400, 'BadRequest', undefined],
    ["createdDateTime ge 'yesterday'", 400, 'BadRequest', undefined],
    ["proxyAddresses eq 'x'", 400, 'BadRequest', undefined],
  ])('%s', async (filter, status, code, message) => {
    const answer = await advanced(filter);
    expect([answer.status, answer.body.error.code]).toEqual([status, code]);
    if (message !== undefined) expect(answer.body.error.message).toBe(message);
    expect(answer.body.error.message).toMatch(/\S/);
  });

  it.each([
    ['', 0],
    ['displayName', 11],
    ['displayName eq', 14],
    ['displayName eq displayName', 15],
    ["displayName eq 'x' or 1", 23],
    ["displayName eq 'open", 15],
    ["displayName eq 'x' and", 22],
    ["displayName eq 'x')", 18],
    ["(displayName eq 'x'", 19],
    ['displayName in ()', 16],
    ["displayName in ('a',)", 20],
    ["displayName eq 'x';drop table users--'", 18],
    ['createdDateTime ge 2020-13-01T00:00:00Z', 19],
    ["displayName like 'x'", 12],
    ['displayName eq "x"', 15],
    ["'a' eq 'a'", 7],
    ['proxyAddresses/any(p:)', 21],
    ['startsWith(displayName,5)', 23],
  ])('syntax: %s', async (filter, position) => {
    const { status, body } = await plain(filter);
    expect([status, body.error.code, body.error.message]).toEqual([
      400,
      'BadRequest',
      `Invalid filter clause: Syntax error at position ${position} in '${filter}'.`,
    ]);
  });
});
