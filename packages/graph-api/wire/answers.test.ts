import type { DirectoryObject, ObjectType, Properties } from '@muster/directory';
import { AppError, defineErrors, errorCatalogue, type Instant, type ObjectId, type ObjectNumber } from '@muster/kernel';
import { afterAll, describe, expect, it } from 'vitest';
import { graphErrors } from '../errors.ts';
import type { KnownExtension } from '../odata/property-scope.ts';
import type { Select } from '../odata/select.ts';
import {
  collectionAnswer,
  complexAnswer,
  entityAnswer,
  referenceAnswer,
  referencesAnswer,
  serviceDocument,
  serviceRoot,
  valueAnswer,
} from './answers.ts';
import { errorEnvelope } from './error-envelope.ts';
import { metadataDocument } from './metadata-document.ts';
import { readMetadataLevel } from './metadata-level.ts';
import { type ObjectView, presentObject } from './present-object.ts';
import { readClientRequestId, readPreferences, responseHeaders } from './response-headers.ts';

const id = '11111111-2222-4333-8444-555555555555' as ObjectId;
const extension = 'extension_0123456789abcdef0123456789abcdef_since';
const knownExtensions = new Map<string, KnownExtension>([[extension, { type: 'DateTimeOffset', targets: ['user'] }]]);
const root = 'https://h/v1.0';
const now = Date.UTC(2026, 0, 2, 3, 4, 5, 678) as Instant;

function object(type: ObjectType, properties: Properties = {}, deletedAt: Instant | null = null): DirectoryObject {
  return { type, id, number: 1 as ObjectNumber, version: 1, deletedAt, managerId: null, properties };
}

function names(...list: string[]): Select {
  return { kind: 'names', names: list, relations: [] };
}

function show(given: DirectoryObject, view: Partial<ObjectView> = {}) {
  const select: Select = { kind: 'default' };
  return presentObject(given, { root, version: 'v1.0', metadata: 'minimal', select, knownExtensions, ...view });
}

describe('objects are shown', () => {
  it('a user in v1.0 with eleven properties, empty ones included', () => {
    expect(show(object('user', { displayName: 'Ann', department: 'Sales' }))).toEqual({
      businessPhones: [],
      displayName: 'Ann',
      givenName: null,
      jobTitle: null,
      mail: null,
      mobilePhone: null,
      officeLocation: null,
      preferredLanguage: null,
      surname: null,
      userPrincipalName: null,
      id,
    });
  });

  it('a user in beta with everything, the password never', () => {
    const shown = show(object('user', { department: 'Sales', passwordProfile: { password: 'p' } }), {
      version: 'beta',
    });
    expect(shown).toMatchObject({ department: 'Sales', passwordProfile: null, assignedLicenses: [] });
    expect(shown.onPremisesExtensionAttributes).toMatchObject({
      extensionAttribute1: null,
      extensionAttribute15: null,
    });
    expect(shown.employeeOrgData).toBeNull();
  });

  it('times in whole seconds, also inside complex values', () => {
    const properties = {
      employeeHireDate: now,
      assignedPlans: [{ assignedDateTime: now, service: 'x' }],
      assignedLicenses: [{ skuId: id }],
    };
    const select = names('employeeHireDate', 'assignedPlans', 'assignedLicenses', 'deletedDateTime');
    expect(show(object('user', properties, now), { select })).toEqual({
      employeeHireDate: '2026-01-02T03:04:05Z',
      assignedPlans: [
        { assignedDateTime: '2026-01-02T03:04:05Z', capabilityStatus: null, service: 'x', servicePlanId: null },
      ],
      assignedLicenses: [{ skuId: id, disabledPlans: [] }],
      deletedDateTime: '2026-01-02T03:04:05Z',
    });
  });

  it('secrets and their hashes never', () => {
    const secret = { keyId: id, secretText: 'secret', hash: 'h', hint: 'abc' };
    const text = JSON.stringify(show(object('application', { passwordCredentials: [secret] })));
    expect(text).toContain('"hint":"abc"');
    expect(text).not.toContain('hash');
    expect(text).toContain('"secretText":null');
  });

  it('extensions only where they have a value and a definition', () => {
    const gone = 'extension_0123456789abcdef0123456789abcdef_gone';
    const given = object('user', { [extension]: now, [gone]: 'x' });
    expect(show(given, { select: names('id', extension) })).toEqual({ id, [extension]: '2026-01-02T03:04:05Z' });
    expect(show(object('user'), { select: names('id', extension) })).toEqual({ id });
    const all = show(given, { select: { kind: 'all' } });
    expect(all).toHaveProperty(extension);
    expect(all).not.toHaveProperty(gone);
  });

  it('properties kept elsewhere as empty, or as a route supplies them', () => {
    const select = names('assignedLabels', 'licenseProcessingState', 'assignedLicenses');
    expect(show(object('group', { assignedLicenses: [{ skuId: id }] }), { select })).toEqual({
      assignedLabels: [],
      licenseProcessingState: null,
      assignedLicenses: [{ skuId: id }],
    });
  });

  it('with their type in mixed collections, and only with properties of their type', () => {
    const select = names('id', 'deviceId', 'membershipRule');
    const shown = show(object('group'), { select, isPolymorphic: true });
    expect(shown).toEqual({ '@odata.type': '#microsoft.graph.group', id, membershipRule: null });
    expect(show(object('group'), { select: names('id'), isPolymorphic: true, metadata: 'none' })).toEqual({ id });
  });

  it('with annotations under full metadata', () => {
    const shown = show(object('user', { createdDateTime: now }), {
      metadata: 'full',
      select: names('createdDateTime', 'businessPhones', 'displayName', 'assignedLicenses'),
    });
    expect(shown).toEqual({
      '@odata.type': '#microsoft.graph.user',
      '@odata.id': `https://h/v1.0/users('${id}')`,
      'createdDateTime@odata.type': '#DateTimeOffset',
      createdDateTime: '2026-01-02T03:04:05Z',
      'businessPhones@odata.type': '#Collection(String)',
      businessPhones: [],
      displayName: null,
      'assignedLicenses@odata.type': '#Collection(microsoft.graph.assignedLicense)',
      assignedLicenses: [],
    });
  });
});

describe('answers', () => {
  const view = { root, metadata: 'minimal' } as const;
  const bare = { root, metadata: 'none' } as const;
  it('carry their context, count and links', () => {
    const extras = { select: names('id', 'displayName'), count: 3, nextLink: 'https://n' };
    expect(collectionAnswer(view, 'users', [{ id }], extras)).toEqual({
      '@odata.context': 'https://h/v1.0/$metadata#users(id,displayName)',
      '@odata.count': 3,
      '@odata.nextLink': 'https://n',
      value: [{ id }],
    });
    expect(collectionAnswer(bare, 'users', [], { count: 0, deltaLink: 'https://d' })).toEqual({
      '@odata.count': 0,
      '@odata.deltaLink': 'https://d',
      value: [],
    });
  });
  it('have the shape of their kind', () => {
    expect(entityAnswer(view, 'users', { id })).toEqual({ '@odata.context': `${root}/$metadata#users/$entity`, id });
    expect(entityAnswer(view, 'users', { id }, names('id'))['@odata.context']).toBe(
      `${root}/$metadata#users(id)/$entity`,
    );
    expect(valueAnswer(view, 'Collection(Edm.String)', [id])).toEqual({
      '@odata.context': `${root}/$metadata#Collection(Edm.String)`,
      value: [id],
    });
    expect(complexAnswer(view, 'x', { a: 1 })).toEqual({
      '@odata.context': `${root}/$metadata#microsoft.graph.x`,
      a: 1,
    });
    expect(complexAnswer(view, 'x', [{ a: 1 }])).toEqual({
      '@odata.context': `${root}/$metadata#Collection(microsoft.graph.x)`,
      value: [{ a: 1 }],
    });
    expect(referencesAnswer(view, [id])).toEqual({
      '@odata.context': `${root}/$metadata#Collection($ref)`,
      value: [{ '@odata.id': `${root}/directoryObjects/${id}` }],
    });
    expect(referenceAnswer(bare, id)).toEqual({ '@odata.id': `${root}/directoryObjects/${id}` });
  });
  it('begin at the service document and the schema', () => {
    expect(serviceRoot('https://h/', 'beta')).toBe('https://h/beta');
    expect(serviceDocument(view, ['users'])).toEqual({
      '@odata.context': 'https://h/v1.0/$metadata',
      value: [{ name: 'users', kind: 'EntitySet', url: 'users' }],
    });
    const xml = metadataDocument('v1.0');
    expect(xml).toContain('<EntityType Name="user" BaseType="microsoft.graph.directoryObject" OpenType="true">');
    expect(xml).toContain('<Property Name="businessPhones" Type="Collection(Edm.String)" Nullable="false"/>');
    expect(xml).toContain('<NavigationProperty Name="manager" Type="microsoft.graph.directoryObject"/>');
    expect(xml).toContain('<EntitySet Name="groups" EntityType="microsoft.graph.group"/>');
    expect(xml).not.toContain('membershipRuleProcessingStatus');
    expect(xml).toContain(
      '<EntityType Name="directoryRole" BaseType="microsoft.graph.directoryObject" OpenType="true">',
    );
    expect(xml).toContain('<EntitySet Name="directoryRoles" EntityType="microsoft.graph.directoryRole"/>');
    expect(metadataDocument('beta')).toContain('<ComplexType Name="membershipRuleProcessingStatus">');
    const declared = new Set([...xml.matchAll(/<(?:EntityType|ComplexType) Name="(\w+)"/g)].map((match) => match[1]));
    const used = [...xml.matchAll(/microsoft\.graph\.(\w+)/g)].map((match) => match[1]);
    expect(used.filter((name) => !declared.has(name))).toEqual([]);
    const open = [...xml.matchAll(/<(\/?)([\w:]+)[^>]*?(\/?)>/g)].reduce((depth, [, end, , empty]) => {
      return empty === '/' ? depth : depth + (end === '/' ? -1 : 1);
    }, 0);
    expect(open).toBe(0);
  });
});

const testErrors = defineErrors({
  TEST_UNAUTHORIZED: { status: 401, apiCode: 'InvalidAuthenticationToken', message: () => 'Access token is empty.' },
});
// Other files of this process read the catalogue, too.
afterAll(() => void errorCatalogue.delete('TEST_UNAUTHORIZED'));

describe('errors', () => {
  const context = { requestId: 'r', clientRequestId: 'c', now };
  it("take Graph's shape", () => {
    const error = graphErrors.OBJECT_ID_MALFORMED(
      { id: 'x' },
      { details: [{ code: 'D', message: 'm', target: 't' }], inner: { position: 3 }, cause: new Error('secret') },
    );
    expect(errorEnvelope(error, context)).toEqual({
      status: 400,
      headers: {},
      body: {
        error: {
          code: 'Request_BadRequest',
          message: "Invalid object identifier 'x'.",
          details: [{ code: 'D', message: 'm', target: 't' }],
          innerError: { position: 3, date: '2026-01-02T03:04:05', 'request-id': 'r', 'client-request-id': 'c' },
        },
      },
    });
  });
  it('say how to put it right', () => {
    const { body } = errorEnvelope(graphErrors.QUERY_UNSUPPORTED({ reason: 'because' }), context);
    expect(body.error.innerError).toMatchObject({ help: 'because' });
  });
  it('challenge when the token is missing', () => {
    const answer = errorEnvelope(testErrors.TEST_UNAUTHORIZED({}), { ...context, authorizationUri: 'https://h/"auth' });
    expect(answer.headers['WWW-Authenticate']).toBe(
      'Bearer realm="", authorization_uri="https://h/auth", client_id="00000003-0000-0000-c000-000000000000"',
    );
  });
  it.each([
    [new Error('password=hunter2'), 500, 'UnknownError'],
    ['hunter2', 500, 'UnknownError'],
    [undefined, 500, 'UnknownError'],
    [Object.assign(new Error('hunter2'), { statusCode: 413 }), 413, 'RequestEntityTooLarge'],
    [Object.assign(new Error('hunter2'), { statusCode: 415 }), 415, 'BadRequest'],
    [Object.assign(new Error('hunter2'), { statusCode: 429 }), 429, 'TooManyRequests'],
    [Object.assign(new SyntaxError('hunter2'), { statusCode: 400 }), 400, 'BadRequest'],
    [Object.assign(new Error('hunter2'), { statusCode: 400, code: 'FST_ERR_CTP_EMPTY_JSON_BODY' }), 400, 'BadRequest'],
    [Object.assign(new Error('hunter2'), { statusCode: 418 }), 500, 'UnknownError'],
  ])('of others tell nothing: %s', (error, status, code) => {
    const answer = errorEnvelope(error, context);
    expect([answer.status, answer.body.error.code]).toEqual([status, code]);
    expect(JSON.stringify(answer)).not.toContain('hunter2');
  });
  it('are all AppErrors', () => {
    expect(graphErrors.URL_MALFORMED({ reason: 'x' })).toBeInstanceOf(AppError);
  });
});

describe('headers', () => {
  it('of answers', () => {
    const headers = responseHeaders({
      requestId: 'r',
      clientRequestId: undefined,
      now,
      body: 'json',
      location: 'https://l',
    });
    expect(headers).toMatchObject({
      'request-id': 'r',
      'client-request-id': 'r',
      'OData-Version': '4.0',
      Date: 'Fri, 02 Jan 2026 03:04:05 GMT',
      'Cache-Control': 'no-cache',
      'Content-Type':
        'application/json;odata.metadata=minimal;odata.streaming=true;IEEE754Compatible=false;charset=utf-8',
      Location: 'https://l',
    });
    const empty = responseHeaders({ requestId: 'r', clientRequestId: 'c', now, body: 'none', preferenceApplied: 'p' });
    expect(empty).not.toHaveProperty('Content-Type');
    expect(empty).toMatchObject({ 'client-request-id': 'c', 'Preference-Applied': 'p' });
    expect(responseHeaders({ requestId: 'r', clientRequestId: 'c', now, body: 'text' })['Content-Type']).toBe(
      'text/plain',
    );
  });
  it.each([
    ['application/json', 'minimal'],
    [undefined, 'minimal'],
    ['application/json;odata.metadata=none', 'none'],
    ['text/html, application/json; ODATA.metadata="Full"', 'full'],
  ])('Accept %s: %s', (accept, level) => {
    expect(readMetadataLevel(accept)).toBe(level);
  });
  it('of requests', () => {
    expect(readClientRequestId({ 'client-request-id': 'abc' })).toBe('abc');
    expect(readClientRequestId({ 'client-request-id': 'a b' })).toBeUndefined();
    expect(readClientRequestId({ 'client-request-id': 'a'.repeat(200) })).toBeUndefined();
    expect(readPreferences({ prefer: 'return=minimal, create-if-missing; odata.maxpagesize=50' })).toEqual({
      returns: 'minimal',
      createIfMissing: true,
      maximumPageSize: 50,
    });
    expect(readPreferences({ prefer: ['return="representation"', 'x', 'odata.maxpagesize=0'] })).toEqual({
      returns: 'representation',
      createIfMissing: false,
      maximumPageSize: undefined,
    });
    expect(readPreferences({})).toEqual({ returns: undefined, createIfMissing: false, maximumPageSize: undefined });
  });
});
