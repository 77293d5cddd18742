import type { ObjectType, Scope } from '@muster/directory';
import { AppError, newObjectId, type ObjectNumber } from '@muster/kernel';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeSkipToken, encodeSkipToken, nextLink } from './paging.ts';
import type { KnownExtension } from './property-scope.ts';
import { type CollectionRequest, readCollectionQuery } from './read-collection-query.ts';
import { readEntityQuery } from './read-entity-query.ts';

const extension = 'extension_0123456789abcdef0123456789abcdef_level';
const knownExtensions = new Map<string, KnownExtension>([[extension, { type: 'Int32', targets: ['user'] }]]);
const eventual = { consistencylevel: 'eventual' };
const everyone: Scope = { kind: 'all' };

function read(queryString: string, more: Partial<CollectionRequest> = {}) {
  return readCollectionQuery({ types: ['user'], scope: everyone, queryString, headers: {}, knownExtensions, ...more });
}

function one(queryString: string, types: readonly ObjectType[] = ['user'], headers: CollectionRequest['headers'] = {}) {
  return readEntityQuery({ types, queryString, headers, knownExtensions });
}

function failure(work: () => unknown): AppError {
  try {
    work();
  } catch (error) {
    if (error instanceof AppError) return error;
    throw error;
  }
  throw new Error('nothing was thrown');
}

const ofGroup = (relation: 'members' | 'transitiveMembers'): Scope => ({
  kind: 'relation',
  relation,
  of: newObjectId(),
});

it('without options, a page of the default size comes in the order of the objects', () => {
  expect(read('')).toEqual({
    query: {
      types: ['user'],
      scope: everyone,
      filter: null,
      orderBy: null,
      limit: 100,
      after: null,
      wantsCount: false,
    },
    select: { kind: 'default' },
    expand: undefined,
  });
});

it('options work with and without `$`, in any case, percent-encoded or not; custom options are ignored', () => {
  for (const queryString of [
    '$filter=city%20eq%20%27a%27&$top=5&$select=ID,displayname',
    '%24Filter=city+eq+%27a%27&TOP=5&select=id,+displayName,id&my=1&@p=2',
  ]) {
    const { query, select } = read(queryString);
    expect(query.filter).toEqual({ op: 'eq', path: ['city'], value: 'a' });
    expect(query.limit).toBe(5);
    expect(select).toEqual({ kind: 'names', names: ['id', 'displayName'], relations: [] });
  }
});

describe('options are refused', () => {
  const levels = '$expand=manager($levels=max;$select=id)';
  const header = { headers: eventual };
  const cases: readonly [
    queryString: string,
    code: string,
    message?: string | undefined,
    more?: Partial<CollectionRequest>,
  ][] = [
    ['$nope=1', 'QUERY_UNKNOWN_OPTION'],
    ['$deltatoken=1', 'QUERY_UNKNOWN_OPTION'],
    ['$top=1&top=2', 'QUERY_DUPLICATE_OPTION'],
    ['$count=maybe', 'QUERY_INVALID_OPTION'],
    ['$format=xml', 'QUERY_INVALID_OPTION'],
    ['$top=x', 'QUERY_INVALID_OPTION'],
    ['$top=0', 'QUERY_PAGE_SIZE', "Invalid page size specified: '0'. Must be between 1 and 999 inclusive."],
    ['$top=1000', 'QUERY_PAGE_SIZE', "Invalid page size specified: '1000'. Must be between 1 and 999 inclusive."],
    ['$top=501', 'QUERY_PAGE_SIZE', undefined, { maximumTop: 500 }],
    ['$skip=1', 'QUERY_SKIP_UNSUPPORTED', "'$skip' is not supported by the service."],
    [
      '$skiptoken=abc',
      'QUERY_PAGE_TOKEN',
      'The specified page token value has expired and can no longer be included in your request.',
    ],
    ['', 'QUERY_COUNT_NEEDS_HEADER', '$count is not currently supported.', { isCountSegment: true }],
    [
      '$search="displayName:a"',
      'SEARCH_NEEDS_HEADER',
      "Request with $search query parameter only works through MSGraph with a special request header: 'ConsistencyLevel: eventual'",
    ],
    ["$filter=displayName ne 'a'", 'QUERY_UNSUPPORTED', 'Unsupported Query.', header],
    ["$filter=displayName ne 'a'&$count=true", 'QUERY_UNSUPPORTED'],
    ["$filter=city eq 'a'&$orderby=displayName", 'QUERY_SORT_UNSUPPORTED', 'Sorting not supported for current query.'],
    ['$orderby=createdDateTime', 'QUERY_SORT_UNSUPPORTED'],
    ['$orderby=city', 'QUERY_SORT_UNSUPPORTED', undefined, header],
    ['$orderby=displayName,userPrincipalName', 'QUERY_SORT_UNSUPPORTED'],
    ['$orderby=displayName sideways', 'QUERY_SORT_UNSUPPORTED'],
    ['$orderby=businessPhones', 'QUERY_SORT_UNSUPPORTED'],
    ['$orderby=nope', 'ORDER_BY_UNKNOWN_PROPERTY'],
    [
      '$filter=department eq null',
      'QUERY_UNSUPPORTED',
      undefined,
      { isCast: true, scope: ofGroup('transitiveMembers') },
    ],
    ["$filter=city eq 'a'", 'QUERY_UNSUPPORTED', undefined, { isCast: true, scope: ofGroup('transitiveMembers') }],
    [levels, 'QUERY_UNSUPPORTED'],
    ["$filter=city ne 'a'&$count=true&$expand=manager", 'QUERY_UNSUPPORTED', undefined, header],
    ['$expand=*', 'QUERY_UNSUPPORTED'],
    ['$expand=manager,memberOf', 'QUERY_UNSUPPORTED'],
    ['$expand=members', 'QUERY_UNSUPPORTED'],
    ['$expand=memberOf($levels=2)', 'QUERY_UNSUPPORTED'],
    ['$expand=manager($levels=0)', 'QUERY_INVALID_OPTION'],
    ['$expand=manager($filter=id)', 'QUERY_INVALID_OPTION'],
    ['$expand=manager($select=id;$select=id)', 'QUERY_INVALID_OPTION'],
    ['$expand=manager(', 'QUERY_INVALID_OPTION'],
    ['$expand=manager($select=nope)', 'SELECT_UNKNOWN_PROPERTY'],
    ['$select=id,,mail', 'SELECT_SYNTAX'],
    [
      '$select=nope',
      'SELECT_UNKNOWN_PROPERTY',
      "Parsing OData Select and Expand failed: Could not find a property named 'nope' on type 'microsoft.graph.user'.",
    ],
    ['$select=aboutMe', 'QUERY_PROPERTY_ELSEWHERE', 'This operation target is not yet supported.'],
    ['$filter=nope', 'FILTER_SYNTAX'],
  ];
  it.each(cases)('%s: %s', (queryString, code, message, more) => {
    const error = failure(() => read(queryString, more));
    expect(error.code).toBe(code);
    if (message !== undefined) expect(error.message).toBe(message);
  });

  it("with Graph's own words for the codes", () => {
    expect(failure(() => read('$skip=1')).apiCode).toBe('Request_BadRequest');
    expect(failure(() => read('$skiptoken=1')).apiCode).toBe('Directory_ExpiredPageToken');
    expect(failure(() => read('$select=aboutMe'))).toMatchObject({ status: 501, apiCode: 'NotImplemented' });
    expect(failure(() => read('$orderby=city')).apiCode).toBe('Request_UnsupportedQuery');
    expect(failure(() => read('$nope=1')).apiCode).toBe('BadRequest');
  });
});

describe('advanced query parameters', () => {
  it('open advanced filters and sorting', () => {
    const { query } = read("$count=true&$filter=city ne 'a'&$orderby=displayName desc", { headers: eventual });
    expect(query.orderBy).toEqual({ property: 'displayName', direction: 'desc' });
    expect(query.wantsCount).toBe(true);
  });
  it('are the header alone for `/$count`, and its filter', () => {
    const { query } = read("$filter=city ne 'a'", { headers: { consistencylevel: 'Eventual' }, isCountSegment: true });
    expect(query.wantsCount).toBe(true);
  });
  it('without the header the count is silently left out', () => {
    expect(read('$count=true').query.wantsCount).toBe(false);
  });
  it('are not asked for leniently', () => {
    const { query } = read("$count=true&$filter=city ne 'a'&$orderby=city", { strict: false });
    expect(query.wantsCount).toBe(true);
    expect(query.orderBy).toEqual({ property: 'city', direction: 'asc' });
  });
  it('let a search be sorted with the header alone', () => {
    const { query } = read('$search="displayName:a"&$orderby=displayName', { headers: eventual, types: ['device'] });
    expect(query.orderBy).toEqual({ property: 'displayName', direction: 'asc' });
  });
});

describe('$search', () => {
  const find = (text: string, types: readonly ObjectType[] = ['user']) =>
    read(`$search=${encodeURIComponent(text)}`, { headers: eventual, types }).query.filter;
  const words = (property: string, text: string) => ({ op: 'words', path: [property], text });
  const begins = (property: string, value: string) => ({ op: 'startsWith', path: [property], value });

  it.each([
    ['"displayName:wa ter"', words('displayName', 'wa ter')],
    ['"DisplayName: wa"', words('displayName', 'wa')],
    ['"mail:a:b"', begins('mail', 'a:b')],
    ['"displayName:a \\"b\\" \\\\c"', words('displayName', 'a "b" \\c')],
    ['"otherMails:a"', { op: 'any', path: ['otherMails'], element: { op: 'startsWith', path: [], value: 'a' } }],
    [
      '"displayName:a" AND ("mail:b" OR "city:c")',
      {
        op: 'and',
        terms: [words('displayName', 'a'), { op: 'or', terms: [begins('mail', 'b'), begins('city', 'c')] }],
      },
    ],
    [
      '"displayName:a" OR "mail:b" AND "city:c"',
      {
        op: 'or',
        terms: [words('displayName', 'a'), { op: 'and', terms: [begins('mail', 'b'), begins('city', 'c')] }],
      },
    ],
  ])('%s', (text, condition) => {
    expect(find(text)).toEqual(condition);
  });

  it('looks at the description of a group, and joins a filter by AND', () => {
    expect(find('"description:x"', ['group'])).toEqual(words('description', 'x'));
    const { filter } = read('$search="mail:a"&$filter=city eq \'b\'', { headers: eventual }).query;
    expect(filter).toEqual({ op: 'and', terms: [{ op: 'eq', path: ['city'], value: 'b' }, begins('mail', 'a')] });
  });

  it.each([
    'displayName:a',
    '"a"',
    '"displayName:"',
    '"nope:a"',
    '"accountEnabled:true"',
    '"displayName:a',
    '"displayName:a" "mail:b"',
    '"displayName:a" and "mail:b"',
    '("displayName:a"',
    '"displayName:a" AND',
    '"lastPasswordChangeDateTime:a"',
    '"onPremisesDomainName:a"',
    '(((((((((((((((((((((((((((((((((((((((((((((((((((((((((("mail:b"',
    `"mail:${'a'.repeat(9000)}"`,
  ])('%s is refused', (text) => {
    expect(failure(() => find(text))).toMatchObject({ code: 'SEARCH_INVALID', apiCode: 'Request_BadRequest' });
  });

  it('throws nothing but an AppError', () => {
    const pieces = fc.constantFrom(
      '"',
      '(',
      ')',
      'AND',
      'OR',
      ' ',
      'displayName',
      ':',
      'mail',
      'x',
      '\\',
      '\0',
      '"mail:b"',
    );
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 40 }), (parts) => {
        try {
          find(parts.join(''));
        } catch (error) {
          expect(error).toBeInstanceOf(AppError);
        }
      }),
    );
  });
});

describe('paging', () => {
  const question = { types: ['user'] as const, scope: everyone, filter: null, orderBy: null };
  const sorted = { ...question, orderBy: { property: 'displayName', direction: 'asc' } as const };
  const orderBy = { ordering: sorted.orderBy, type: 'String', isAdvanced: false } as const;
  const number = fc.integer({ min: 1, max: 2 ** 40 }) as fc.Arbitrary<ObjectNumber>;

  it('a token brings back the place it was made for', () => {
    fc.assert(
      fc.property(number, fc.option(fc.string().filter((text) => !text.includes('\0'))), (n, sortKey) => {
        const token = encodeSkipToken(sorted, { number: n, sortKey });
        expect(token).toMatch(/^[\w-]+$/);
        expect(decodeSkipToken(token, sorted, orderBy)).toEqual({ number: n, sortKey });
      }),
    );
  });

  it('a token of another query, or a damaged one, has expired', () => {
    const token = encodeSkipToken(question, { number: 7 as ObjectNumber, sortKey: null });
    expect(decodeSkipToken(token, question, undefined)).toEqual({ number: 7, sortKey: null });
    const forge = (content: unknown) => Buffer.from(JSON.stringify(content)).toString('base64url');
    const content = JSON.parse(Buffer.from(token, 'base64url').toString()) as unknown[];
    const bad = [
      encodeSkipToken(sorted, { number: 7 as ObjectNumber, sortKey: 'a' }),
      encodeSkipToken(sorted, { number: 7 as ObjectNumber, sortKey: null }),
      encodeSkipToken({ ...question, types: ['group'] }, { number: 7 as ObjectNumber, sortKey: null }),
      token.slice(0, -3),
      forge({}),
      forge([2, ...content.slice(1)]),
      forge([1, -1, ...content.slice(2)]),
      forge([1, '7', ...content.slice(2)]),
      forge([1, 7, 'a', content[3]]),
      '',
    ];
    for (const one of bad)
      expect(failure(() => decodeSkipToken(one, question, undefined)).code).toBe('QUERY_PAGE_TOKEN');
    const typed = forge([1, 7, 5, JSON.parse(Buffer.from(bad[0]!, 'base64url').toString())[3]]);
    expect(failure(() => decodeSkipToken(typed, sorted, orderBy)).code).toBe('QUERY_PAGE_TOKEN');
  });

  it('the next link carries every option and one token, and leads on', () => {
    const { query } = read("$filter=city eq 'a'&$top=5");
    const token = encodeSkipToken(query, { number: 9 as ObjectNumber, sortKey: null });
    const link = nextLink('https://h/v1.0/users', "$filter=city%20eq%20'a'&$top=5&%24skiptoken=old", token);
    expect(link).toBe(`https://h/v1.0/users?$filter=city%20eq%20'a'&$top=5&$skiptoken=${token}`);
    const next = read(link.slice(link.indexOf('?') + 1)).query;
    expect(next.after).toEqual({ number: 9, sortKey: null });
    expect(nextLink('https://h/v1.0/users', '', 'T')).toBe('https://h/v1.0/users?$skiptoken=T');
  });

  it('the count comes on the first page only', () => {
    const token = encodeSkipToken(read('').query, { number: 9 as ObjectNumber, sortKey: null });
    expect(read(`$count=true&$skiptoken=${token}`, { headers: eventual }).query.wantsCount).toBe(false);
  });
});

describe('$select and $expand', () => {
  it('extensions, foreign properties and relations can be selected', () => {
    const text = `$select=${extension.toUpperCase()},SIGNINACTIVITY,manager`;
    expect(read(text).select).toEqual({ kind: 'names', names: [extension, 'signInActivity'], relations: ['manager'] });
    expect(read('$select=*').select).toEqual({ kind: 'all' });
    expect(read('$select=').select).toEqual({ kind: 'default' });
  });
  it('a single object gives what lists do not', () => {
    expect(one('$select=aboutMe').select).toEqual({ kind: 'names', names: ['aboutMe'], relations: [] });
  });
  it('in a mixed collection a property of any of the types is known', () => {
    const { select } = read('$select=deviceId,membershipRule', { types: ['user', 'group', 'device'] });
    expect(select).toMatchObject({ names: ['deviceId', 'membershipRule'] });
  });
  it('a relation is expanded with its own selection', () => {
    expect(read('$expand=Manager($select=ID,displayName)').expand).toEqual({
      relation: 'manager',
      isCollection: false,
      select: { kind: 'names', names: ['id', 'displayName'], relations: [] },
      levels: 1,
      hasLevels: false,
    });
    expect(read('$expand=directReports($select=id)').expand?.select).toEqual({ kind: 'default' });
  });
  it('managers nest on request', () => {
    const text = '$count=true&$expand=manager($levels=max;$select=id)';
    expect(one(text, ['user'], eventual).expand).toMatchObject({ levels: 1000, hasLevels: true });
    expect(read(text, { headers: eventual }).expand).toMatchObject({ levels: 250 });
    expect(one('$count=true&$expand=manager($levels=3)', ['user'], eventual).expand).toMatchObject({ levels: 3 });
    expect(failure(() => one('$expand=manager($levels=3)')).code).toBe('QUERY_UNSUPPORTED');
  });
  it('options of lists are refused on one object', () => {
    for (const option of ['$filter=id', '$top=1', '$orderby=id', '$search=x'])
      expect(failure(() => one(option)).code).toBe('QUERY_UNKNOWN_OPTION');
    expect(one('$format=json').select).toEqual({ kind: 'default' });
  });
});
