import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { foldCase, newObjectId } from '@muster/kernel';
import { expect, it } from 'vitest';
import { importFile } from '../testing/run-import.ts';
import type { ExistingPerson, LookupProperty, PeoplePort, PersonWrite } from './people-port.ts';
import { importMapFromJson } from './read-import-map.ts';

const people = 1_000_000;
const map = importMapFromJson({
  key: 'employeeId',
  columns: { id: 'employeeId', name: 'displayName', dept: 'department', city: 'city', title: 'jobTitle' },
  templates: { userPrincipalName: '{login}@contoso.example' },
  manager: { column: 'boss', refersTo: 'employeeId' },
});

/** Remembers only who exists: what the import itself needs is to be measured. */
class Register implements PeoplePort {
  readonly known = new Set<string>();
  lookUps = 0;

  async findByKey(property: LookupProperty, values: readonly string[]): Promise<Map<string, ExistingPerson[]>> {
    this.lookUps++;
    const found = new Map<string, ExistingPerson[]>();
    if (property !== 'employeeId') return found;
    for (const value of values) {
      if (this.known.has(value)) found.set(foldCase(value), [{ id: newObjectId(), properties: {}, managerId: null }]);
    }
    return found;
  }

  async applyBatch(batch: readonly PersonWrite[]): Promise<void> {
    for (const write of batch) this.known.add(write.properties.employeeId as string);
  }
}

it('imports a million people in bounded memory, everybody after their manager', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'muster-large-'));
  const path = join(folder, 'people.csv');
  const out = createWriteStream(path);
  out.write('id,name,login,dept,city,title,boss\n');
  for (let i = people; i > 0; i--) {
    const boss = i === 1 ? '' : Math.floor(i / 10) || 1;
    const row = `${i},Person Number ${i},person.${i},Department ${i % 40},City ${i % 2000},Title ${i % 500},${boss}\n`;
    if (!out.write(row)) await once(out, 'drain');
  }
  out.end();
  await once(out, 'finish');

  const port = new Register();
  let peak = 0;
  const watch = setInterval(() => {
    peak = Math.max(peak, process.memoryUsage().heapUsed);
  }, 50);
  const { result } = await importFile(path, map, port, { onlyCounts: true });
  clearInterval(watch);
  await rm(folder, { recursive: true });
  expect(result).toMatchObject({ created: people, refused: 0 });
  expect(port.lookUps).toBeLessThan((people / 500) * 6 + 60);
  expect(peak / 1e6).toBeLessThan(900);
}, 600_000);
