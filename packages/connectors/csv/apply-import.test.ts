import { describe, expect, it } from 'vitest';
import { PeopleInMemory } from '../testing/people-in-memory.ts';
import { importText } from '../testing/run-import.ts';
import { importMapFromJson } from './read-import-map.ts';

const map = importMapFromJson({
  key: 'employeeId',
  columns: { id: 'employeeId', name: 'displayName', div: 'employeeOrgData.division' },
  templates: { userPrincipalName: '{login}@contoso.example' },
  manager: { column: 'boss', refersTo: 'employeeId' },
});
const header = 'id,name,login,div,boss\n';
/** A chain of command in which everybody stands before their manager. */
const chain = `${header}${Array.from({ length: 30 }, (_, i) => `${i},N${i},n${i},,${i === 29 ? '' : i + 1}`).join('\n')}`;

describe('applying', () => {
  it('writes managers before their reports, and never both in one batch', async () => {
    const port = new PeopleInMemory();
    const { result } = await importText(chain, map, port);
    expect(result).toEqual({ created: 30, updated: 0, unchanged: 0, refused: 0, isStopped: false });
    for (let i = 0; i < 29; i++) {
      expect(port.person('employeeId', String(i)).managerId).toBe(port.person('employeeId', String(i + 1)).id);
    }
    expect(port.person('employeeId', '29').managerId).toBeNull();
  });

  it('keeps to the batch size and reports progress', async () => {
    const port = new PeopleInMemory();
    const seen: string[] = [];
    const lines = Array.from({ length: 25 }, (_, i) => `${i},N,n${i},,`).join('\n');
    await importText(header + lines, map, port, {
      batchSize: 10,
      onProgress: ({ phase, done, total }) => seen.push(`${phase} ${done}/${total}`),
    });
    expect(port.batches.map((batch) => batch.length)).toEqual([10, 10, 5]);
    expect(seen).toEqual(['apply 10/25', 'apply 20/25', 'apply 25/25']);
  });

  it('goes on after a stop, and changes nothing when run again', async () => {
    const port = new PeopleInMemory();
    const abort = new AbortController();
    const first = await importText(chain, map, port, { onProgress: () => abort.abort(), signal: abort.signal });
    expect(first.result).toMatchObject({ created: 1, isStopped: true });
    const second = await importText(chain, map, port);
    expect(second.plan.counts).toMatchObject({ unchanged: 1, create: 29 });
    expect(second.result).toMatchObject({ created: 29, isStopped: false });
    const writes = port.batches.length;
    expect((await importText(chain, map, port)).plan.counts).toMatchObject({ unchanged: 30, create: 0, update: 0 });
    expect(port.batches.length).toBe(writes);
  });

  it('writes only what changes, complex values whole', async () => {
    const port = new PeopleInMemory();
    await importText(`${header}1,A,a,East,\n`, map, port);
    const { id, properties } = port.person('employeeId', '1');
    const employeeOrgData = { division: 'East', costCenter: '77' };
    await port.applyBatch([{ kind: 'update', line: 0, id, properties: { employeeOrgData, city: 'Ulm' } }]);
    await importText(`${header}1,A,a,West,\n`, map, port);
    expect(port.batches.at(-1)).toEqual([
      { kind: 'update', line: 2, id, properties: { employeeOrgData: { division: 'West', costCenter: '77' } } },
    ]);
    expect(port.person('employeeId', '1').properties).toMatchObject({
      ...properties,
      city: 'Ulm',
      employeeOrgData: { division: 'West' },
    });
  });

  it('moves and removes managers', async () => {
    const port = new PeopleInMemory();
    await importText(`${header}1,A,a,,\n2,B,b,,1\n3,C,c,,1\n`, map, port);
    await importText(`${header}2,B,b,,3\n3,C,c,,\n`, map, port);
    expect(port.person('employeeId', '2').managerId).toBe(port.person('employeeId', '3').id);
    expect(port.person('employeeId', '3').managerId).toBeNull();
  });

  it('decides by the directory as it is, not as it was when the plan was made', async () => {
    const port = new PeopleInMemory();
    const text = `${header}1,A,a,,\n2,B,b,,1\n3,C,c,,\n`;
    const { result } = await importText(text, map, port, {
      beforeApply: async () => {
        const other = { userPrincipalName: 'a@contoso.example', displayName: 'other' };
        const same = { userPrincipalName: 'c@contoso.example', displayName: 'C', employeeId: '3' };
        await port.applyBatch([
          { kind: 'create', line: 0, properties: other, managerId: null },
          { kind: 'create', line: 0, properties: same, managerId: null },
        ]);
      },
    });
    expect(result).toEqual({ created: 0, updated: 0, unchanged: 1, refused: 2, isStopped: false });
  });

  it('names the lines of a batch that fails and keeps the batches before it', async () => {
    const port = new PeopleInMemory();
    const original = port.applyBatch.bind(port);
    port.applyBatch = async (batch) => {
      if (batch.some((write) => write.line === 4)) throw new Error('the disk is full');
      await original(batch);
    };
    const running = importText(`${header}1,A,a,,\n2,B,b,,\n3,C,c,,\n4,D,d,,\n`, map, port, { batchSize: 2 });
    await expect(running).rejects.toMatchObject({
      code: 'IMPORT_BATCH_FAILED',
      message: 'could not write the rows between lines 4 and 5: the disk is full',
    });
    expect(port.people.size).toBe(2);
  });
});
