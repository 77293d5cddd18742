import { AppError } from '@muster/kernel';
import { describe, expect, it } from 'vitest';
import { batchResponse, dependencyError, hasFailed, readBatch } from './batch.ts';

const get = (id: string | number, more: object = {}) => ({ id, method: 'GET', url: '/users', ...more });

function failure(work: () => unknown): AppError {
  try {
    work();
  } catch (error) {
    if (error instanceof AppError) return error;
    throw error;
  }
  throw new Error('nothing was thrown');
}

describe('a batch is read', () => {
  it('step by step', () => {
    const json = { headers: { 'Content-Type': 'application/json' }, body: { a: 1 } };
    const raw = { headers: { 'Content-Type': 'image/png' }, body: 'AQID' };
    const requests = [
      get('1', { url: 'users?$top=1', headers: { ConsistencyLevel: 'eventual' } }),
      get(2, { method: 'patch', ...json, dependsOn: ['1'] }),
      get('c', { method: 'PUT', ...raw, dependsOn: [2, '1'] }),
    ];
    expect(readBatch({ requests })).toEqual([
      {
        id: '1',
        method: 'GET',
        url: '/users?$top=1',
        headers: { consistencylevel: 'eventual' },
        body: undefined,
        dependsOn: [],
      },
      {
        id: 2,
        method: 'PATCH',
        url: '/users',
        headers: { 'content-type': 'application/json' },
        body: '{"a":1}',
        dependsOn: [0],
      },
      {
        id: 'c',
        method: 'PUT',
        url: '/users',
        headers: { 'content-type': 'image/png' },
        body: Buffer.from([1, 2, 3]),
        dependsOn: [1, 0],
      },
    ]);
  });

  it.each([
    ['nothing', undefined],
    ['no list', { requests: {} }],
    ['an empty list', { requests: [] }],
    ['21 requests', { requests: Array.from({ length: 21 }, (_, i) => get(`${i}`)) }],
    ['a text as request', { requests: ['x'] }],
    ['a missing id', { requests: [{ method: 'GET', url: '/users' }] }],
    ['a missing method', { requests: [{ id: '1', url: '/users' }] }],
    ['an unknown method', { requests: [get('1', { method: 'TRACE' })] }],
    ['a missing url', { requests: [{ id: '1', method: 'GET' }] }],
    ['an absolute url', { requests: [get('1', { url: 'https://h/v1.0/users' })] }],
    ['ids equal but for case', { requests: [get('a'), get('A')] }],
    ['a number and a text that are the same id', { requests: [get(1), get('1')] }],
    ['a dependency that comes later', { requests: [get('1', { dependsOn: ['2'] }), get('2')] }],
    ['a dependency on itself', { requests: [get('1', { dependsOn: ['1'] })] }],
    ['an unknown dependency', { requests: [get('1', { dependsOn: ['x'] })] }],
    ['dependencies that are no list', { requests: [get('1', { dependsOn: '1' })] }],
    ['a nested batch', { requests: [get('1', { method: 'POST', url: '$batch' })] }],
    ['a nested batch in disguise', { requests: [get('1', { method: 'POST', url: '/%24BATCH?x' })] }],
    ['a body without content type', { requests: [get('1', { method: 'POST', body: {} })] }],
    [
      'a body that is neither JSON nor base64',
      { requests: [get('1', { headers: { 'content-type': 'a/b' }, body: {} })] },
    ],
    ['headers that are no object', { requests: [get('1', { headers: [] })] }],
    ['a header with a line break', { requests: [get('1', { headers: { a: 'b\r\nc: d' } })] }],
  ])('but not with %s', (_, body) => {
    expect(failure(() => readBatch(body))).toMatchObject({ code: 'BATCH_INVALID', status: 400, apiCode: 'BadRequest' });
  });
});

describe('a batch is answered', () => {
  const [step] = readBatch({ requests: [get(7)] });
  const answer = (type: string | undefined, body: string) =>
    batchResponse(step!, {
      status: 200,
      headers: { 'Content-Type': type, 'set-cookie': 'x' },
      body: Buffer.from(body),
    });

  it('with JSON as it is, numbers as numbers and the rest in base64, the id in its own type', () => {
    const type = 'application/json;odata.metadata=minimal';
    expect(answer(type, '{"a":1}')).toEqual({ id: 7, status: 200, headers: { 'Content-Type': type }, body: { a: 1 } });
    expect(answer('text/plain', '42').body).toBe(42);
    expect(answer('text/plain', '42 people').body).toBe(Buffer.from('42 people').toString('base64'));
    expect(answer('image/png', '42').body).toBe(Buffer.from('42').toString('base64'));
    expect(answer(undefined, '')).toEqual({ id: 7, status: 200, headers: {} });
  });

  it('with 424 where a dependency failed', () => {
    expect([hasFailed({ status: 204 }), hasFailed({ status: 404 })]).toEqual([false, true]);
    expect(dependencyError(step!)).toMatchObject({
      code: 'BATCH_DEPENDENCY_FAILED',
      status: 424,
      apiCode: 'FailedDependency',
    });
  });
});
