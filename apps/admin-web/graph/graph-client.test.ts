import { describe, expect, it } from 'vitest';
import { GraphClient } from './graph-client.ts';

interface Sent {
  readonly url: string;
  readonly init: RequestInit;
}

/** A client before a server that gives these answers, one after the other. */
function before(answers: readonly (Response | Error)[], token: string | undefined = 'secret') {
  const sent: Sent[] = [];
  let ended = 0;
  const client = new GraphClient({
    root: 'https://id.example/v1.0',
    token: async () => token,
    onSignedOut: () => {
      ended += 1;
    },
    fetch: async (url, init) => {
      sent.push({ url, init });
      const answer = answers[sent.length - 1]!;
      if (answer instanceof Error) throw answer;
      return answer;
    },
  });
  return { client, sent, ended: () => ended };
}

const json = (status: number, body: unknown, headers: Record<string, string> = {}) =>
  new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json', ...headers } });

describe('the client of the API', () => {
  it('follows pages to the last, with the token', async () => {
    const next = 'https://id.example/v1.0/users?$skiptoken=x';
    const { client, sent } = before([
      json(200, { value: [1, 2], '@odata.count': 3, '@odata.nextLink': next }),
      json(200, { value: [3] }),
    ]);
    const seen: unknown[] = [];
    for await (const page of client.pages('/users')) seen.push(page.value, page.count);
    expect(seen).toEqual([[1, 2], 3, [3], undefined]);
    expect(sent.map(({ url }) => url)).toEqual(['https://id.example/v1.0/users', next]);
    expect(sent[1]!.init.headers).toMatchObject({ authorization: 'Bearer secret' });
  });

  it('sends its token nowhere else', async () => {
    const { client, sent } = before([]);
    await expect(client.page('https://id.example.evil/v1.0/users')).rejects.toMatchObject({ kind: 'failed' });
    expect(sent).toEqual([]);
  });

  it.each([
    [400, 'invalid'],
    [403, 'not-allowed'],
    [404, 'not-found'],
    [412, 'changed'],
    [500, 'failed'],
  ])('tells %s as %s, in the words of the server', async (status, kind) => {
    const { client } = before([
      json(status, { error: { code: 'Word', message: 'why', innerError: { 'request-id': 'r1', help: 'do' } } }),
    ]);
    await expect(client.get('/users/x')).rejects.toMatchObject({
      kind,
      status,
      message: 'why',
      requestId: 'r1',
      help: 'do',
      code: 'Word',
    });
  });

  it('says when the session has ended, and when nobody answers', async () => {
    const refused = before([json(401, {})]);
    await expect(refused.client.get('/me')).rejects.toMatchObject({ kind: 'signed-out' });
    expect(refused.ended()).toBe(1);
    await expect(before([new Error('no net')]).client.get('/me')).rejects.toMatchObject({ kind: 'unreachable' });
  });

  it('waits as long as a busy server says, and asks again', async () => {
    const { client, sent } = before([json(429, {}, { 'retry-after': '0' }), json(200, { id: 1 })]);
    expect(await client.get('/me')).toEqual({ id: 1 });
    expect(sent.length).toBe(2);
  });

  it('sends twenty requests in a message and answers in their order', async () => {
    const answer = (count: number) =>
      json(200, {
        responses: Array.from({ length: count }, (_, at) => ({ id: String(at), status: 200, body: at })).reverse(),
      });
    const { client, sent } = before([answer(20), answer(1)]);
    const asked = Array.from({ length: 21 }, (_, at) => ({ method: 'GET' as const, path: `/users/${at}` }));
    const answers = await client.batch(asked);
    expect(answers.map(({ body }) => body)).toEqual([...Array.from({ length: 20 }, (_, at) => at), 0]);
    expect(sent.length).toBe(2);
  });
});
