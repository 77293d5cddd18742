import type pg from 'pg';
import type { RecordedStatement } from './statement-recorder.ts';

/**
 * What keeps an update or delete from being worked out by each machine for its own rows: something in what it sets or asks
 * that is not immutable. PostgreSQL itself is asked, by way of an index on each expression, which takes no other.
 *
 * @returns undefined when everything is immutable
 */
export async function mutableIn(client: pg.Client, { sent, written }: RecordedStatement): Promise<string | undefined> {
  const text = sent.replaceAll(/\$\d+(::\w+(?:\[\])?)?/g, (_, type) => someValue(type)).replaceAll(/\s+/g, ' ');
  const [, assignments, condition] = / set (.*) where (.*?)(?: returning .*)?$/.exec(text) ?? [
    '',
    '',
    / where (.*)$/.exec(text)?.[1],
  ];
  const expressions = parts(assignments!).map((each) => each.slice(each.indexOf('=') + 1));
  const statements = expressions.map((each) => `create index on ${written} ((${each}))`);
  if (condition !== undefined) statements.push(`create index on ${written} (${firstColumn(text)}) where ${condition}`);
  for (const statement of statements) {
    await client.query('begin');
    const problem = await client.query(statement).then(
      () => undefined,
      (error: Error) => error.message,
    );
    await client.query('rollback');
    if (problem !== undefined) return `${problem}: ${statement}`;
  }
  return undefined;
}

/** In place of a parameter; not null, which would decide too much beforehand. */
function someValue(cast = '::text'): string {
  const type = cast.slice(2);
  const literals: Readonly<Record<string, string>> = {
    bigint: '0',
    boolean: 'true',
    float8: '0',
    jsonb: '{}',
    text: '',
    timestamptz: '2000-01-01 00:00:00Z',
    uuid: '00000000-0000-0000-0000-000000000000',
  };
  return `'${type.endsWith('[]') ? '{}' : literals[type]}'${cast}`;
}

/** Any column will do for an index that is about its condition: the first one the condition names. */
function firstColumn(text: string): string {
  return /where \(*"?(\w+)/.exec(text)![1]!;
}

/** The assignments, taken apart at the commas outside parentheses; without those of null, which has no type. */
function parts(list: string): string[] {
  const found = [''];
  let depth = 0;
  for (const character of list) {
    if (character === '(') depth += 1;
    if (character === ')') depth -= 1;
    if (character === ',' && depth === 0) found.push('');
    else found[found.length - 1] += character;
  }
  return found.filter((each) => each !== '' && !each.endsWith('= null'));
}
