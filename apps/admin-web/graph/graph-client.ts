import { GraphProblem, problemOf } from './graph-problem.ts';

/** One page of a collection. */
export interface Page<T> {
  readonly value: readonly T[];
  /** How many there are on all pages; absent where it was not asked for. */
  readonly count: number | undefined;
  /** Address of the next page; undefined on the last. */
  readonly next: string | undefined;
}

export interface GraphRequest {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE';
  /** Below the version: `/users?$top=10`. */
  readonly path: string;
  readonly body?: unknown;
}

/** One answer of a batch. */
export interface BatchAnswer {
  readonly status: number;
  readonly body: unknown;
}

/** What a client stands on; all of it from outside, so that it can be tried without a browser. */
export interface GraphGround {
  /** Address of the API with its version, without a slash at the end. */
  readonly root: string;
  /** Undefined when nobody is signed in. */
  token(): Promise<string | undefined>;
  /** Told when the server no longer takes the token. */
  onSignedOut(): void;
  fetch(url: string, init: RequestInit): Promise<Response>;
}

const mostInBatch = 20;
const mostTries = 3;

/** The one way from the pages to the API. Every method throws `GraphProblem` and nothing else. */
export class GraphClient {
  readonly #ground: GraphGround;

  constructor(ground: GraphGround) {
    this.#ground = ground;
  }

  async get<T>(path: string, signal?: AbortSignal): Promise<T> {
    return (await this.#send({ method: 'GET', path }, signal)) as T;
  }

  async send<T>(request: GraphRequest, signal?: AbortSignal): Promise<T> {
    return (await this.#send(request, signal)) as T;
  }

  /** @param path of the collection, or `next` of the page before */
  async page<T>(path: string, signal?: AbortSignal): Promise<Page<T>> {
    const body = (await this.#send({ method: 'GET', path }, signal)) as {
      value: T[];
      '@odata.count'?: number;
      '@odata.nextLink'?: string;
    };
    return { value: body.value, count: body['@odata.count'], next: body['@odata.nextLink'] };
  }

  /** Page after page; the caller stops when it has enough. */
  async *pages<T>(path: string, signal?: AbortSignal): AsyncGenerator<Page<T>> {
    for (let next: string | undefined = path; next !== undefined; ) {
      const page: Page<T> = await this.page<T>(next, signal);
      yield page;
      next = page.next;
    }
  }

  /** Answers in the order of the requests, refusals among them; twenty to a message, as the API takes them. */
  async batch(requests: readonly GraphRequest[]): Promise<readonly BatchAnswer[]> {
    const answers: BatchAnswer[] = [];
    for (let start = 0; start < requests.length; start += mostInBatch) {
      const part = requests.slice(start, start + mostInBatch);
      const steps = part.map(({ method, path, body }, at) => ({
        id: String(at),
        method,
        url: path,
        headers: {
          consistencylevel: 'eventual',
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        },
        ...(body === undefined ? {} : { body }),
      }));
      const { responses } = await this.send<{ responses: { id: string; status: number; body: unknown }[] }>({
        method: 'POST',
        path: '/$batch',
        body: { requests: steps },
      });
      const byId = new Map(responses.map((each) => [each.id, each]));
      for (const { id } of steps) answers.push(byId.get(id) ?? { status: 0, body: undefined });
    }
    return answers;
  }

  async #send(request: GraphRequest, signal?: AbortSignal): Promise<unknown> {
    for (let tries = 1; ; tries += 1) {
      const response = await this.#try(request, signal);
      const isBusy = response.status === 429 || response.status === 503;
      if (!isBusy || tries === mostTries) return this.#read(response);
      const seconds = Number(response.headers.get('retry-after') ?? '1');
      await new Promise((resolve) => setTimeout(resolve, Math.min(Number.isFinite(seconds) ? seconds : 1, 10) * 1000));
    }
  }

  async #try({ method, path, body }: GraphRequest, signal?: AbortSignal): Promise<Response> {
    const { root, token } = this.#ground;
    const isWhole = /^https?:/.test(path);
    // A token goes to the API alone, whatever an answer names as its next page.
    if (isWhole && !path.startsWith(`${root}/`)) throw new GraphProblem('failed', 0, 'an address outside the API');
    const bearer = await token();
    if (bearer === undefined) throw this.#signedOut();
    const headers: Record<string, string> = { authorization: `Bearer ${bearer}`, consistencylevel: 'eventual' };
    if (body !== undefined) headers['content-type'] = 'application/json';
    try {
      return await this.#ground.fetch(isWhole ? path : `${root}${path}`, {
        method,
        headers,
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        ...(signal === undefined ? {} : { signal }),
      });
    } catch (problem) {
      if (signal?.aborted) throw problem;
      throw new GraphProblem('unreachable', 0, (problem as Error).message);
    }
  }

  async #read(response: Response): Promise<unknown> {
    const text = await response.text();
    const isJson = response.headers.get('content-type')?.includes('json') === true;
    const body: unknown = isJson && text !== '' ? JSON.parse(text) : text;
    if (response.ok) return body;
    if (response.status === 401) throw this.#signedOut();
    throw problemOf(response.status, body);
  }

  #signedOut(): GraphProblem {
    this.#ground.onSignedOut();
    return new GraphProblem('signed-out', 401, 'the session has ended');
  }
}
