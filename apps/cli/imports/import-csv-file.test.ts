import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PeopleInMemory } from '@muster/connectors/testing';
import type { Instant } from '@muster/kernel';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { CliContext } from '../cli-context.ts';
import type { OpenedDirectory } from '../opened-directory.ts';
import { RecordedTerminal } from '../testing/recorded-terminal.ts';
import { type ImportArguments, importCsvFile } from './import-csv-file.ts';

let folder: string;
let people: PeopleInMemory;
let isOpen: boolean | undefined;
let interrupt: () => void;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'muster-cli-'));
});
afterAll(() => rm(folder, { recursive: true }));
beforeEach(() => {
  people = new PeopleInMemory();
  isOpen = undefined;
});

async function run(text: string, options: Partial<ImportArguments> = {}) {
  const path = join(folder, 'people.csv');
  await writeFile(path, text);
  const terminal = new RecordedTerminal();
  const context: CliContext = {
    terminal,
    clock: () => 0 as Instant,
    openDirectory: async () => {
      isOpen = true;
      const close = async () => {
        isOpen = false;
      };
      // An import asks for nothing else of an opened directory.
      return { people, close } as Pick<OpenedDirectory, 'people' | 'close'> as OpenedDirectory;
    },
    onInterrupt: (stop) => {
      interrupt = stop;
    },
    onTerminate: () => {},
    environment: {},
    finish: () => {},
  };
  const exitCode = await importCsvFile(path, { batchSize: 500, show: 20, ...options }, context);
  return { exitCode, terminal };
}

const header = 'employeeId,displayName,userPrincipalName,department,employeeHireDate,shoeSize\n';
const ann = '1,Ann,ann@contoso.example,Sales,2024-02-01,38\n';
const bob = '2,Bob,bob@contoso.example,,,44\n';

describe('muster import csv', () => {
  it('shows the plan and applies it', async () => {
    const { exitCode, terminal } = await run(header + ann + bob);
    expect(exitCode).toBe(0);
    expect(terminal.text).toContain('Ann <ann@contoso.example>');
    expect(terminal.text).toContain('columns not imported: shoeSize\n');
    expect(terminal.text).toContain('2 rows: 2 to create, 0 to change, 0 unchanged, 0 refused\n');
    expect(terminal.text).toMatch(/2 created, 0 changed\n$/);
    expect(people.people.size).toBe(2);
    expect(isOpen).toBe(false);
  });

  it('shows what changes, property by property', async () => {
    await run(header + ann);
    const { terminal } = await run(`${header}1,Ann,ann@contoso.example,,2024-03-01,38\n`);
    expect(terminal.text).toContain('department: Sales → none');
    expect(terminal.text).toContain('employeeHireDate: 2024-02-01T00:00:00Z → 2024-03-01T00:00:00Z');
  });

  it('writes nothing in a dry run', async () => {
    const { exitCode, terminal } = await run(header + ann, { dryRun: true });
    expect([exitCode, people.people.size]).toEqual([0, 0]);
    expect(terminal.text).toMatch(/dry run: nothing was written\n$/);
  });

  it('imports the rest when rows are refused, and says so', async () => {
    const { exitCode, terminal } = await run(`${header}${ann}1,Eve,eve@contoso.example,,,\n${bob}`);
    expect(exitCode).toBe(1);
    expect(terminal.text).toContain('`employeeId` `1` is also on line 3');
    expect([...people.people.values()].map((person) => person.properties.displayName)).toEqual(['Bob']);
  });

  it('prints JSON lines that a program can read', async () => {
    const { terminal } = await run(`${header}${ann}x\n`, { json: true });
    expect(terminal.json).toEqual([
      {
        action: 'refused',
        line: 3,
        problems: [{ code: 'WRONG_CELL_COUNT', message: '1 cells where the header has 6' }],
      },
      {
        action: 'create',
        line: 2,
        key: '1',
        manager: null,
        properties: expect.objectContaining({ displayName: 'Ann', employeeHireDate: '2024-02-01T00:00:00Z' }),
      },
      {
        summary: {
          plan: { rows: 2, create: 1, update: 0, unchanged: 0, refused: 1 },
          result: { created: 1, updated: 0, unchanged: 0, refused: 0, isStopped: false },
          ignoredColumns: ['shoeSize'],
        },
      },
    ]);
  });

  it('shows only as many rows as asked for', async () => {
    const { terminal } = await run(header + ann + bob, { show: 1, dryRun: true });
    expect(terminal.text).toContain('… and 1 more; --show or --json shows them\n');
    expect(terminal.text).not.toContain('Bob');
  });

  it('finishes the running batch when interrupted, and goes on the next time', async () => {
    const applyBatch = people.applyBatch.bind(people);
    people.applyBatch = async (batch) => {
      await applyBatch(batch);
      interrupt();
    };
    const { exitCode, terminal } = await run(header + ann + bob, { batchSize: 1 });
    expect([exitCode, people.people.size, isOpen]).toEqual([130, 1, false]);
    expect(terminal.messages.join('')).toContain('start the import again to go on');
    people.applyBatch = applyBatch;
    expect((await run(header + ann + bob)).terminal.text).toContain('1 to create, 0 to change, 1 unchanged');
  });

  it('says that nothing was written when interrupted while comparing', async () => {
    const findByKey = people.findByKey.bind(people);
    people.findByKey = async (property, values) => {
      interrupt();
      return findByKey(property, values);
    };
    const { exitCode, terminal } = await run(header + ann + bob, { batchSize: 1 });
    expect([exitCode, terminal.messages, people.people.size]).toEqual([130, ['stopped; nothing was written\n'], 0]);
  });

  it('does not open the directory for a file or map that cannot be read', async () => {
    await expect(run('', {})).rejects.toMatchObject({ code: 'CSV_EMPTY' });
    await expect(run(header, { map: join(folder, 'none.json') })).rejects.toMatchObject({
      code: 'IMPORT_MAP_UNREADABLE',
    });
    expect(isOpen).toBeUndefined();
  });
});
