import { flag, readOnly, required, text } from '@muster/directory';
import { AppError, type Instant } from '@muster/kernel';
import { describe, expect, it } from 'vitest';
import type { GraphRequest } from '../../routing/graph-request.ts';
import type { MetadataLevel } from '../../wire/metadata-level.ts';
import { readRecordBody } from './read-record-body.ts';
import { answerRecord, answerRecords, type RecordType } from './record-answers.ts';

const type: RecordType = { name: 'thing', empty: { id: null, tags: [], size: 7 } };

function request(queryString: string, metadata: MetadataLevel = 'minimal', headers = {}): GraphRequest {
  return {
    method: 'GET',
    version: 'v1.0',
    segments: [],
    address: 'https://h/v1.0/things',
    queryString,
    headers,
    body: undefined,
    caller: { actor: { kind: 'operator' }, requestId: null },
    root: 'https://h/v1.0',
    metadata,
    requestId: 'r',
    clientAddress: '::1',
    now: 0 as Instant,
    knownExtensions: new Map(),
  };
}

function codeOf(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    if (error instanceof AppError) return error.code;
    throw error;
  }
  throw new Error('nothing was thrown');
}

describe('a record', () => {
  it('shows every property, those without a value as the type has them', () => {
    expect(answerRecord(request(''), 'things', type, { id: 'a' })).toEqual({
      status: 200,
      body: { '@odata.context': 'https://h/v1.0/$metadata#things/$entity', id: 'a', tags: [], size: 7 },
    });
  });

  it('shows what is selected, in any case', () => {
    expect(answerRecord(request('$select=SIZE,id'), 'things', type, { id: 'a' }).body).toEqual({
      '@odata.context': 'https://h/v1.0/$metadata#things(size,id)/$entity',
      size: 7,
      id: 'a',
    });
    expect(codeOf(() => answerRecord(request('$select=weight'), 'things', type, { id: 'a' }))).toBe(
      'SELECT_UNKNOWN_PROPERTY',
    );
  });

  it.each([
    ['none', undefined],
    ['minimal', '#x'],
  ] as const)('under metadata=%s has the annotation %s', (metadata, annotation) => {
    const answer = answerRecords(request('', metadata), 'things', type, [{ '@odata.type': '#x', id: 'a' }]);
    const [item] = (answer.body as { value: Record<string, unknown>[] }).value;
    expect(item!['@odata.type']).toBe(annotation);
  });

  it('names its type under full metadata', () => {
    const answer = answerRecord(request('', 'full'), 'things', type, { id: 'a' });
    expect(answer.body).toMatchObject({ '@odata.type': '#microsoft.graph.thing' });
  });
});

it('a list is counted with the consistency header only', () => {
  const eventual = { consistencylevel: 'eventual' };
  expect(answerRecords(request('$count=true', 'minimal', eventual), 'things', type, [{ id: 'a' }]).body).toMatchObject({
    '@odata.count': 1,
  });
  expect(answerRecords(request('$count=true'), 'things', type, []).body).toEqual({
    '@odata.context': 'https://h/v1.0/$metadata#things',
    value: [],
  });
});

describe('a body', () => {
  const table = { id: text(5, required), isDefault: flag(), size: flag(readOnly) };
  const read = (body: object) => readRecordBody(JSON.stringify(body), table, 'Thing');

  it('is read in any case, without annotations', () => {
    expect(read({ ID: 'a', '@odata.type': '#x', isdefault: true })).toEqual({ id: 'a', isDefault: true });
  });

  it.each([
    [{}, 'BODY_VALUE_REQUIRED'],
    [{ id: null }, 'BODY_VALUE_REQUIRED'],
    [{ id: 1 }, 'BODY_INVALID_VALUE'],
    [{ id: 'a', Id: 'b' }, 'BODY_DUPLICATE_PROPERTY'],
    [{ id: 'a', size: true }, 'BODY_READ_ONLY_PROPERTY'],
    [{ id: 'a', weight: true }, 'BODY_UNKNOWN_PROPERTY'],
  ])('%j is refused: %s', (body, code) => {
    expect(codeOf(() => read(body))).toBe(code);
  });
});
