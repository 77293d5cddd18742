import type { Condition, ObjectType } from '@muster/directory';
import { AppError } from '@muster/kernel';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseFilter } from './filter-parser.ts';
import type { KnownExtension } from './property-scope.ts';
import { translateFilter } from './translate-filter.ts';

const extension = 'extension_0123456789abcdef0123456789abcdef_costCentre';
const knownExtensions = new Map<string, KnownExtension>([
  [extension, { type: 'String', targets: ['user'] }],
  ['extension_0123456789abcdef0123456789abcdef_level', { type: 'Int32', targets: ['user'] }],
]);
const id = '11111111-2222-4333-8444-555555555555';

function run(filter: string, types: readonly ObjectType[] = ['user'], strict = true) {
  return translateFilter(parseFilter(filter), { types, knownExtensions }, strict);
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

const eq = (property: string, value: string | boolean) => ({ op: 'eq', path: [property], value }) as const;

describe('filters become conditions', () => {
  const cases: readonly [filter: string, condition: Condition, types?: readonly ObjectType[]][] = [
    ["displayName eq 'Ann'", eq('displayName', 'Ann')],
    ["DISPLAYNAME EQ 'O''Hara'", eq('displayName', "O'Hara")],
    ["'Ann' eq displayName", eq('displayName', 'Ann')],
    ["'b' lt displayName", { op: 'gt', path: ['displayName'], value: 'b' }],
    ['accountEnabled eq true', eq('accountEnabled', true)],
    ['department eq null', { op: 'eq', path: ['department'], value: null }],
    [`id eq '${id.toUpperCase()}'`, eq('id', id)],
    [`id in (${id}, '${id}')`, { op: 'in', path: ['id'], values: [id, id] }],
    [
      'createdDateTime ge 2024-01-02T03:04:05Z',
      { op: 'ge', path: ['createdDateTime'], value: { instant: Date.UTC(2024, 0, 2, 3, 4, 5) } },
    ],
    [
      'createdDateTime ge 2024-01-02',
      { op: 'ge', path: ['createdDateTime'], value: { instant: Date.UTC(2024, 0, 2) } },
    ],
    ["startsWith(displayName, 'A')", { op: 'startsWith', path: ['displayName'], value: 'A' }],
    ["startswith(displayName,'A') eq true", { op: 'startsWith', path: ['displayName'], value: 'A' }],
    ["endswith(mail,'@x.y')", { op: 'endsWith', path: ['mail'], value: '@x.y' }],
    ["NOT(startswith(displayName,'A'))", { op: 'not', term: { op: 'startsWith', path: ['displayName'], value: 'A' } }],
    [
      "city eq 'a' and city eq 'b' or not city eq 'c'",
      {
        op: 'or',
        terms: [
          { op: 'and', terms: [eq('city', 'a'), eq('city', 'b')] },
          { op: 'not', term: eq('city', 'c') },
        ],
      },
    ],
    [
      "city eq 'a' and (city eq 'b' or city eq 'c')",
      { op: 'and', terms: [eq('city', 'a'), { op: 'or', terms: [eq('city', 'b'), eq('city', 'c')] }] },
    ],
    [
      "groupTypes/any(c:c eq 'Unified')",
      { op: 'any', path: ['groupTypes'], element: { op: 'eq', path: [], value: 'Unified' } },
      ['group'],
    ],
    [
      `assignedLicenses/any(whatever:whatever/skuId eq ${id})`,
      { op: 'any', path: ['assignedLicenses'], element: { op: 'eq', path: ['skuId'], value: id } },
    ],
    [
      "proxyAddresses/any(p:startsWith(p,'smtp:'))",
      { op: 'any', path: ['proxyAddresses'], element: { op: 'startsWith', path: [], value: 'smtp:' } },
    ],
    [
      "identities/any(c:c/issuerAssignedId eq 'x' and c/issuer eq 'y')",
      {
        op: 'any',
        path: ['identities'],
        element: { op: 'and', terms: [eq('issuerAssignedId', 'x'), eq('issuer', 'y')] },
      },
    ],
    ['assignedLicenses/$count eq 0', { op: 'count', path: ['assignedLicenses'], comparison: 'eq', value: 0 }],
    ['0 ne assignedLicenses/$count', { op: 'count', path: ['assignedLicenses'], comparison: 'ne', value: 0 }],
    ['assignedLicenses/any()', { op: 'count', path: ['assignedLicenses'], comparison: 'gt', value: 0 }],
    [
      "OnPremisesExtensionAttributes/ExtensionAttribute7 eq 'a'",
      { op: 'eq', path: ['onPremisesExtensionAttributes', 'extensionAttribute7'], value: 'a' },
    ],
    [`${extension.toUpperCase().replace('EXTENSION', 'extension')} eq 'a'`, eq(extension, 'a')],
    ["isof('microsoft.graph.user')", { op: 'isType', type: 'user' }, ['user', 'group']],
    ['isof(Microsoft.Graph.Group)', { op: 'isType', type: 'group' }, ['user', 'group']],
    [
      "microsoft.graph.user/city eq 'a'",
      { op: 'and', terms: [{ op: 'isType', type: 'user' }, eq('city', 'a')] },
      ['user', 'group'],
    ],
    ["startsWith(deviceId,'ABC')", { op: 'startsWith', path: ['deviceId'], value: 'abc' }, ['device']],
  ];
  it.each(cases)('%s', (filter, condition, types = ['user']) => {
    expect(run(filter, types).condition).toEqual(condition);
  });
});

describe('filters are refused', () => {
  const many = (count: number, joint: string) => Array.from({ length: count }, (_, i) => `city eq '${i}'`).join(joint);
  const cases: readonly [
    filter: string,
    code: string,
    message?: string | RegExp | undefined,
    types?: readonly ObjectType[],
  ][] = [
    ['displayName eq', 'FILTER_SYNTAX', "Invalid filter clause: Syntax error at position 14 in 'displayName eq'."],
    ["displayName eq 'a", 'FILTER_SYNTAX', /position 15/],
    ['', 'FILTER_SYNTAX'],
    ["displayName eq 'a' city eq 'b'", 'FILTER_SYNTAX', /position 19/],
    ["displayName like 'a'", 'FILTER_SYNTAX'],
    ["displayName eq 'a\0'", 'FILTER_SYNTAX'],
    ['displayName in ()', 'FILTER_SYNTAX'],
    ["city eq 'a' and", 'FILTER_SYNTAX'],
    ['createdDateTime ge 2024-13-01', 'FILTER_SYNTAX'],
    [
      "nope eq 'a'",
      'FILTER_UNKNOWN_PROPERTY',
      "Invalid filter clause: Could not find a property named 'nope' on type 'microsoft.graph.user'.",
    ],
    ["nope eq 'a'", 'FILTER_UNKNOWN_PROPERTY', /microsoft\.graph\.directoryObject/, ['user', 'group']],
    ["constructor eq 'a'", 'FILTER_UNKNOWN_PROPERTY'],
    ["__proto__ eq 'a'", 'FILTER_UNKNOWN_PROPERTY'],
    ["onPremisesExtensionAttributes/toString eq 'a'", 'FILTER_UNKNOWN_PROPERTY'],
    ["displayName/x eq 'a'", 'FILTER_UNKNOWN_PROPERTY'],
    ["groupTypes/any(c:d eq 'Unified')", 'FILTER_UNKNOWN_PROPERTY', /'d'/, ['group']],
    ["assignedLicenses/any(c:c/nope eq 'x')", 'FILTER_UNKNOWN_PROPERTY'],
    ["microsoft.graph.device/deviceId eq 'x'", 'FILTER_UNKNOWN_PROPERTY'],
    ["extension_ffffffffffffffffffffffffffffffff_x eq 'a'", 'FILTER_UNKNOWN_EXTENSION'],
    ["tolower(displayName) eq 'a'", 'FILTER_UNKNOWN_FUNCTION'],
    ['displayName eq true', 'FILTER_TYPE_MISMATCH'],
    ['displayName eq 5', 'FILTER_TYPE_MISMATCH'],
    ["accountEnabled eq 'true'", 'FILTER_TYPE_MISMATCH'],
    ["createdDateTime ge '2024-01-01'", 'FILTER_TYPE_MISMATCH'],
    ["proxyAddresses eq 'x'", 'FILTER_TYPE_MISMATCH'],
    ["startsWith(accountEnabled,'t')", 'FILTER_TYPE_MISMATCH'],
    ["assignedLicenses/$count eq 'x'", 'FILTER_TYPE_MISMATCH'],
    ["id eq 'foo'", 'OBJECT_ID_MALFORMED', "Invalid object identifier 'foo'."],
    ["appId eq 'foo'", 'BODY_INVALID_VALUE', /'appId' of resource 'Application'/, ['application']],
    ["displayName eq 'a' or contains(displayName,'a')", 'QUERY_UNSUPPORTED', 'Unsupported Query.'],
    ["endsWith(displayName,'a')", 'QUERY_UNSUPPORTED'],
    ["startsWith(id,'a')", 'QUERY_UNSUPPORTED'],
    [`id ge '${id}'`, 'QUERY_UNSUPPORTED'],
    ["proxyAddresses/all(p:p eq 'x')", 'QUERY_UNSUPPORTED'],
    ["identities/any(c:c/issuerAssignedId eq 'x')", 'QUERY_UNSUPPORTED'],
    ['accountEnabled ge true', 'QUERY_UNSUPPORTED'],
    ['department gt null', 'QUERY_UNSUPPORTED'],
    ["employeeOrgData eq 'x'", 'QUERY_UNSUPPORTED'],
    ["displayName/any(x:x eq 'a')", 'QUERY_UNSUPPORTED'],
    ['displayName/$count eq 1', 'QUERY_UNSUPPORTED'],
    ['owners/$count eq 0', 'QUERY_UNSUPPORTED', undefined, ['group']],
    ["isof('microsoft.graph.orgContact')", 'QUERY_UNSUPPORTED'],
    ["proxyAddresses/any(p:isof('microsoft.graph.user'))", 'QUERY_UNSUPPORTED'],
    ["not(identifierUris/any(u:u eq 'x'))", 'QUERY_UNSUPPORTED', undefined, ['application']],
    [
      'lastPasswordChangeDateTime ge 2024-01-01',
      'QUERY_NOT_INDEXED',
      'The request uses a filter property that is not indexed',
    ],
    ["passwordProfile/password eq 'x'", 'QUERY_NOT_INDEXED'],
    ['createdDateTime ge 2024-01-01', 'QUERY_NOT_INDEXED', undefined, ['group']],
    ['hasMembersWithLicenseErrors eq true', 'FILTER_UNKNOWN_PROPERTY', undefined, ['group']],
    ['assignedLabels/any(x:x eq 1)', 'QUERY_NOT_INDEXED', undefined, ['group']],
    [
      many(16, ' or '),
      'FILTER_TOO_MANY_CLAUSES',
      "Too many child clauses specified in search filter expression containing 'OR' operators: 16. Max allowed: 15.",
    ],
    [`(${many(8, ' or ')}) or (${many(8, ' or ')})`, 'FILTER_TOO_MANY_CLAUSES'],
    [`city in (${Array.from({ length: 16 }, (_, i) => `'${i}'`)})`, 'FILTER_TOO_MANY_CLAUSES', /: 16\. Max/],
    [`${'('.repeat(60)}city eq 'a'${')'.repeat(60)}`, 'FILTER_TOO_DEEP'],
    [`${'not '.repeat(60)}city eq 'a'`, 'FILTER_TOO_DEEP'],
    [`city eq '${'a'.repeat(9000)}'`, 'FILTER_TOO_LONG'],
  ];
  it.each(cases)('%s: %s', (filter, code, message, types = ['user']) => {
    const error = failure(() => run(filter, types));
    expect([error.code, error.status]).toEqual([code, 400]);
    if (message !== undefined)
      expect(error.message).toEqual(typeof message === 'string' ? message : expect.stringMatching(message));
  });

  it('lets 15 alternatives and any number of `and` terms pass', () => {
    expect(run(many(15, ' or ')).condition.op).toBe('or');
    expect(run(many(40, ' and ')).condition.op).toBe('and');
  });
});

describe('advanced query parameters are asked for', () => {
  const cases: readonly [filter: string, isAdvanced: boolean][] = [
    ["displayName eq 'a'", false],
    ["displayName ne 'a'", true],
    ["not startsWith(displayName,'a')", true],
    ["companyName eq 'a'", true],
    ['department eq null', true],
    ['employeeOrgData/division eq null', true],
    ["endsWith(mail,'a')", true],
    ['assignedLicenses/$count eq 0', true],
    [`assignedLicenses/any(x:x/skuId eq ${id})`, false],
    ["passwordPolicies eq 'None'", true],
    [`${extension} eq 'a'`, false],
    ["displayName eq 'a' and officeLocation eq 'b'", true],
    ["displayName gt 'a'", false],
  ];
  it.each(cases)('%s: %s', (filter, isAdvanced) => {
    expect(run(filter).advancedReason !== undefined).toBe(isAdvanced);
  });
});

describe('leniently, everything that can be answered is allowed', () => {
  it.each([
    ["contains(displayName,'a')", { op: 'contains', path: ['displayName'], value: 'a' }],
    ["endsWith(city,'a')", { op: 'endsWith', path: ['city'], value: 'a' }],
    [
      "identities/any(c:c/issuerAssignedId eq 'x')",
      { op: 'any', path: ['identities'], element: eq('issuerAssignedId', 'x') },
    ],
  ])('%s', (filter, condition) => {
    expect(run(filter, ['user'], false).condition).toEqual(condition);
  });
  it('but never a property that must not be read', () => {
    expect(failure(() => run("passwordProfile/password eq 'x'", ['user'], false)).code).toBe('QUERY_NOT_INDEXED');
  });
});

const pieces = fc.constantFrom(
  ...[
    'displayName',
    "'v'",
    'eq',
    'ne',
    'in',
    '(',
    ')',
    ',',
    'and',
    'or',
    'not',
    '/',
    'any',
    'x',
    ':',
    '$count',
    'true',
  ],
  ...['null', '12', 'startsWith', 'endsWith', 'isof', 'proxyAddresses', 'assignedLicenses', 'skuId', id, '2024-01-01'],
  ...['microsoft.graph.user', extension, "'", '-', '+', ' ', 'é', '\0', 'identities', 'issuer', 'has'],
);
const texts = fc.oneof(
  fc.array(pieces, { maxLength: 60 }).map((parts) => parts.join(' ')),
  fc.array(pieces, { maxLength: 60 }).map((parts) => parts.join('')),
  fc.string({ maxLength: 200, unit: 'binary' }),
);

describe('whatever the text', () => {
  it('nothing but an AppError is thrown', () => {
    fc.assert(
      fc.property(texts, fc.boolean(), (text, strict) => {
        try {
          run(text, ['user', 'group'], strict);
        } catch (error) {
          expect(error).toBeInstanceOf(AppError);
        }
      }),
      { numRuns: 2000 },
    );
  });

  it.each([
    '(',
    'not ',
    "'",
    "''",
    'a',
    'a/',
    ' ',
    '1',
    '-',
    'a eq 1 or ',
    'x/any(',
    "city eq '1' or ",
    '1.',
    '$',
    '0-',
  ])('8 kB of %j take a moment', (piece) => {
    const text = piece.repeat(Math.floor(8192 / piece.length));
    const before = performance.now();
    expect(failure(() => run(text))).toBeInstanceOf(AppError);
    expect(performance.now() - before).toBeLessThan(200);
  });

  it('the caller writes values, never names', () => {
    const word = fc.string({ minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(word, word, (a, b) => {
        const quote = (text: string) => `'${text.replaceAll("'", "''")}'`;
        fc.pre(!a.includes('\0') && !b.includes('\0'));
        const filter = `city eq ${quote(a)} or otherMails/any(${'x'}:startsWith(x,${quote(b)}))`;
        expect(run(filter).condition).toEqual({
          op: 'or',
          terms: [
            eq('city', a),
            { op: 'any', path: ['otherMails'], element: { op: 'startsWith', path: [], value: b } },
          ],
        });
      }),
    );
  });
});
