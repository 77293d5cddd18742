import type { Properties } from '@muster/directory';
import { checkRule } from '@muster/rules';
import pg from 'pg';
import { expect, test } from 'vitest';
import { openStore } from '../open-store.ts';
import { migrateDatabase } from '../schema/migrate-database.ts';
import { insertAll, noon } from '../testing/sample-objects.ts';
import { testServer } from '../testing/test-server.ts';
import { Reports } from '../testing/test-store.ts';

/** Runs a query on the run's server itself, outside the test's own database. */
async function administer(text: string): Promise<string> {
  const { url } = await testServer();
  const client = new pg.Client(url);
  await client.connect();
  await client.query(text).finally(() => client.end());
  return url;
}

const people: readonly Properties[] = [
  { city: 'istanbul' },
  { city: 'ISTANBUL' },
  { city: 'İstanbul' },
  { city: 'straße' },
  { city: 'STRASSE' },
  { city: 'éi\u0307' },
  { city: 'ÉI\u0307' },
  { city: 'άί' },
  { city: 'ΆΊ' },
];

test.each(['tr', 'lt', 'el', 'de'])('rules mean the same in a database of locale %s', async (locale) => {
  const name = `locale_${locale}`;
  await administer(`drop database if exists ${name} with (force)`);
  const url = await administer(
    `create database ${name} template template0 encoding 'UTF8' locale 'C' locale_provider icu icu_locale '${locale}'`,
  );
  const database = { connectionString: Object.assign(new URL(url), { pathname: `/${name}` }).href };
  await migrateDatabase(database, new Reports());
  const { store, close } = await openStore({ database, log: new Reports() });
  const stored = await insertAll(store, 'user', people);
  const select = async (condition: string) => {
    const checked = checkRule(`user.city ${condition}`);
    if (!checked.ok) throw new Error(condition);
    const question = { rule: checked.rule, now: noon, dateExtensions: new Set<string>(), after: 0, upTo: 1000 };
    const { numbers } = await store.read(({ objects }) => objects.scanMatching(question));
    return stored.flatMap(({ number, properties }) => (numbers.includes(number) ? [properties.city] : []));
  };
  expect(await select('-eq "Istanbul"')).toEqual(['istanbul', 'ISTANBUL']);
  expect(await select('-startsWith "i"')).toEqual(['istanbul', 'ISTANBUL']);
  expect(await select('-in ["strasse", "x"]')).toEqual(['STRASSE']);
  expect(await select('-eq "STRAßE"')).toEqual(['straße']);
  expect(await select('-eq "éi\u0307"')).toEqual(['éi\u0307', 'ÉI\u0307']);
  expect(await select('-startsWith "ΆΊ"')).toEqual(['άί', 'ΆΊ']);
  await close();
  await administer(`drop database ${name} with (force)`);
});
