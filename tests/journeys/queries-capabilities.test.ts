import { afterAll, beforeAll, expect, it } from 'vitest';
import { eventual } from './expected-users.ts';
import { type Capabilities, queryCapabilities, type ValueKind } from './query-capabilities.ts';
import { type StartedServer, startServer } from './started-server.ts';

let muster: StartedServer;
beforeAll(async () => {
  muster = await startServer({ demo: true });
});
afterAll(() => muster.stop());

const words = ['eq', 'ne', 'not', 'ge', 'le', 'in', 'startsWith', 'endsWith', '$count', 'null', 'contains'] as const;
type Word = (typeof words)[number];

const literals: Readonly<Record<ValueKind, string>> = {
  text: "'x'",
  texts: "'x'",
  flag: 'true',
  guid: "'11111111-1111-4111-8111-111111111111'",
  instant: '2020-01-01T00:00:00Z',
};

/** A filter that uses the word on the property; undefined when the word cannot be said of such values. */
function filterOf(property: string, kind: ValueKind, word: Word): string | undefined {
  const literal = literals[kind];
  const isText = kind === 'text' || kind === 'texts';
  if (word === '$count') return kind === 'texts' ? `${property}/$count eq 1` : undefined;
  if (word === 'null') return kind === 'texts' ? undefined : `${property} eq null`;
  const [name, wrap] = kind === 'texts' ? ['x', (inner: string) => `${property}/any(x:${inner})`] : [property, String];
  if (word === 'not') return kind === 'texts' ? `not ${wrap(`${name} eq ${literal}`)}` : `not(${name} eq ${literal})`;
  if (word === 'startsWith' || word === 'endsWith' || word === 'contains')
    return isText ? wrap(`${word}(${name},${literal})`) : undefined;
  return wrap(word === 'in' ? `${name} in (${literal})` : `${name} ${word} ${literal}`);
}

type Support = 'always' | 'advanced' | 'never';

function supportOf([kind, always, advanced]: Capabilities, word: Word): Support {
  const [first, second] = [always.split(' '), advanced.split(' ')];
  // Whoever negates an equality asks for both.
  const needed = word === 'not' ? ['not', 'eq'] : [word];
  if (needed.every((each) => first.includes(each))) return 'always';
  if (needed.every((each) => first.includes(each) || second.includes(each))) return 'advanced';
  const hasEquality = first.includes('eq') || second.includes('eq');
  return word === 'null' && hasEquality && kind !== 'texts' ? 'advanced' : 'never';
}

interface Probe {
  readonly filter: string;
  readonly url: string;
  readonly isAdvanced: boolean;
  readonly expected: string;
}

const accepted = '200';
const refused = '400 Request_UnsupportedQuery';

function probesOf(collection: string): Probe[] {
  return Object.entries(queryCapabilities[collection]!).flatMap(([property, capabilities]) =>
    words.flatMap((word) => {
      const filter = filterOf(property, capabilities[0], word);
      if (filter === undefined) return [];
      const support = supportOf(capabilities, word);
      const url = `/${collection}?$top=1&$select=id&$filter=${encodeURIComponent(filter)}`;
      return [
        { filter, url, isAdvanced: false, expected: support === 'always' ? accepted : refused },
        { filter, url: `${url}&$count=true`, isAdvanced: true, expected: support === 'never' ? refused : accepted },
      ];
    }),
  );
}

/** Answers to the probes, in their order: status, and the error's code when there is one. */
async function answersTo(probes: readonly Probe[]): Promise<string[]> {
  const answers: string[] = [];
  for (let from = 0; from < probes.length; from += 20) {
    const requests = probes
      .slice(from, from + 20)
      .map(({ url, isAdvanced }, id) => ({ id, method: 'GET', url, headers: isAdvanced ? eventual : {} }));
    const { body } = await muster.call('POST', '/v1.0/$batch', { requests });
    for (const { status, body: answer } of body.responses)
      answers.push(status === 200 ? '200' : `${status} ${answer.error.code}`);
  }
  return answers;
}

it.each(Object.keys(queryCapabilities))(
  'every word on every property of %s does what Graph says',
  async (collection) => {
    const probes = probesOf(collection);
    const answers = await answersTo(probes);
    const different = probes.flatMap(({ filter, isAdvanced, expected }, i) =>
      answers[i] === expected ? [] : [`${filter}${isAdvanced ? ' (advanced)' : ''}: ${answers[i]}, not ${expected}`],
    );
    expect(different).toEqual([]);
    expect(probes.length).toBeGreaterThan(30);
  },
);
