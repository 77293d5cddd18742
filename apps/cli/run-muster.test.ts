import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { parseInstant } from '@muster/kernel';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runMuster } from './run-muster.ts';
import { RecordedTerminal } from './testing/recorded-terminal.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'muster-run-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function muster(args: readonly string[], input = '') {
  const terminal = new RecordedTerminal(80, Readable.from([input]));
  const context = {
    terminal,
    clock: () => parseInstant('2026-06-15')!,
    openDirectory: () => Promise.reject(new Error('there is\n  no directory')),
    onInterrupt: () => {},
    onTerminate: () => {},
    environment: {},
  };
  const code = await runMuster(args, context, false);
  return { code, out: terminal.text, err: terminal.messages.join(''), terminal };
}

async function file(name: string, content: unknown): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
}

describe('muster rule check', () => {
  it('takes the rule as argument, from a file and from standard input, final line end apart', async () => {
    const rule = 'user.city -eq "Ulm"';
    const path = await file('city.rule', `\uFEFF${rule}\r\n`);
    const valid = { code: 0, out: '✓ the rule is valid\n', err: '' };
    expect(await muster(['rule', 'check', rule])).toMatchObject(valid);
    expect(await muster(['rule', 'check', '--file', path])).toMatchObject(valid);
    expect(await muster(['rule', 'check'], `${rule}\n`)).toMatchObject(valid);
    expect(await muster(['rule', 'check', '-'], rule)).toMatchObject(valid);
  });

  it('draws every problem and exits with 1', async () => {
    const { code, out } = await muster(['rule', 'check', 'user.citty -eq "Ulm" -or user.contry -eq "DE"']);
    expect(code).toBe(1);
    expect(out).toContain('    | ^~~~~~~~~~\n');
    expect(out).toMatch(/✗ the rule is not valid: 2 errors\n$/);
  });

  it('takes the extended language when asked to', async () => {
    const rule = 'user.employeeType -eq "Contractor"';
    expect((await muster(['rule', 'check', rule])).code).toBe(1);
    expect(await muster(['rule', 'check', '--dialect', 'extended', rule])).toMatchObject({
      code: 0,
      out: expect.stringContaining('W_NON_PORTABLE'),
    });
    expect(await muster(['rule', 'format', '--dialect', 'extended', 'user.employeetype EQ "x"'])).toMatchObject({
      out: 'user.employeeType -eq "x"\n',
    });
    const object = await file('contractor.json', { type: 'user', employeeType: 'contractor' });
    const evaluated = await muster(['rule', 'eval', '--dialect', 'extended', '--rule', rule, '--object', object]);
    expect(evaluated).toMatchObject({ code: 0, out: 'true\n' });
    expect((await muster(['rule', 'check', '--dialect', 'french', rule])).code).toBe(2);
  });

  it('shows warnings of a valid rule', async () => {
    const { code, out } = await muster(['rule', 'check', 'user.city -match "Ulm"']);
    expect(code).toBe(0);
    expect(out).toContain('warning W_SLOW_OPERATOR');
    expect(out).toMatch(/✓ the rule is valid, with 1 warning\n$/);
  });

  it('prints diagnostics as JSON', async () => {
    const { terminal } = await muster(['rule', 'check', '--json', 'user.city -eq']);
    expect(terminal.json).toMatchObject([{ valid: false, diagnostics: [{ code: 'UNEXPECTED_END', position: 13 }] }]);
  });

  it('answers a batch with one line each', async () => {
    const entries = [
      { id: 'good', rule: 'user.city -eq "Ulm"' },
      { id: 'bad', rule: 'user.city -eq' },
    ];
    const { code, terminal } = await muster(['rule', 'check', '--batch', await file('batch.json', entries)]);
    expect(code).toBe(1);
    expect(terminal.json).toMatchObject([
      { id: 'good', valid: true, diagnostics: [] },
      { id: 'bad', valid: false, diagnostics: [{ code: 'UNEXPECTED_END' }] },
    ]);
  });
});

describe('muster rule eval', () => {
  const recent = 'user.employeeHireDate -ge system.now -minus p30d';

  it('takes the present unless told the time', async () => {
    const object = await file('ann.json', { type: 'user', employeeHireDate: '2026-06-01' });
    const rule = ['rule', 'eval', '--rule', recent, '--object', object];
    expect((await muster(rule)).out).toBe('true\n');
    expect((await muster([...rule, '--now', '2026-08-15'])).out).toBe('false\n');
    expect((await muster([...rule, '--explain'])).out).toContain('   employeeHireDate is "2026-06-01T00:00:00Z"\n');
    const { terminal } = await muster([...rule, '--explain', '--json']);
    expect(terminal.json).toMatchObject([{ result: true, explanation: { propertyName: 'employeeHireDate' } }]);
  });

  it('answers what cannot be evaluated with its error', async () => {
    const rule = 'user.city -eq "Ulm"';
    const entries = [
      { id: 'rule', rule: 'user.city', object: { type: 'user' } },
      { id: 'object', rule, object: { type: 'robot' } },
      { id: 'time', rule, object: { type: 'user' }, now: 'noon' },
      { id: 'graph', rule, object: { '@odata.type': '#microsoft.graph.user', city: 'Ulm' } },
      { id: 'now', rule: recent, object: { type: 'user', employeeHireDate: '2026-06-01' }, now: '2026-08-15' },
    ];
    const { code, terminal } = await muster(['rule', 'eval', '--batch', await file('cases.json', entries)]);
    expect(code).toBe(1);
    expect(terminal.json).toMatchObject([
      { id: 'rule', error: { code: 'RULE_INVALID' } },
      { id: 'object', error: { code: 'CLI_OBJECT_INVALID' } },
      { id: 'time', error: { code: 'CLI_TIME_INVALID' } },
      { id: 'graph', result: true },
      { id: 'now', result: false },
    ]);
  });

  it('draws what is wrong with the rule on standard error', async () => {
    const object = await file('empty.json', { type: 'user' });
    const { code, out, err } = await muster(['rule', 'eval', '--rule', 'user.city', '--object', object]);
    expect([code, out]).toEqual([1, '']);
    expect(err).toContain('error UNEXPECTED_END');
  });
});

describe('muster rule format', () => {
  it('prints the canonical layout, or why not', async () => {
    const formatted = await muster(['rule', 'format', 'USER.city   -EQ "Ulm"']);
    expect(formatted).toMatchObject({ code: 0, out: 'user.city -eq "Ulm"\n', err: '' });
    const refused = await muster(['rule', 'format', 'user.city']);
    expect(refused).toMatchObject({ code: 1, out: '', err: expect.stringContaining('user.city') });
  });
});

describe('wrong usage', () => {
  const cases: [string, string[], RegExp][] = [
    ['unknown command', ['rule', 'chekc'], /unknown command 'chekc'\n\(Did you mean check\?\)/],
    ['unknown option', ['rule', 'check', '--jsno'], /unknown option '--jsno'\n\(Did you mean --json\?\)/],
    ['missing file', ['rule', 'check', '--file', 'none.rule'], /^error: cannot read `none.rule`: no such file\n$/],
    ['rule and file', ['rule', 'check', 'x', '--file', 'y'], /^error: a rule and --file were given\n/],
    ['rule and batch', ['rule', 'check', 'x', '--batch', 'y'], /^error: --batch was given together with a rule\n/],
    ['missing object', ['rule', 'eval', '--rule', 'user.city -eq "Ulm"'], /^error: no object was given\n/],
    ['missing rule', ['rule', 'eval', '--object', 'x'], /^error: no rule was given\n/],
    ['bad time', ['rule', 'eval', '--now', 'noon'], /^error: `noon` is not an ISO 8601 time\n/],
    ['bad number', ['import', 'csv', 'x.csv', '--batch-size', '0'], /must be a whole number from 1 to 10000/],
    ['bad delimiter', ['import', 'csv', 'x.csv', '--delimiter', ',,'], /must be one character/],
    ['no file to import', ['import', 'csv', 'none.csv'], /^error: cannot read `none.csv`: no such file\n$/],
  ];
  it.each(cases)('%s: exit code 2 and one clear message', async (_, args, message) => {
    const { out, err, code } = await muster(args);
    expect([code, out]).toEqual([2, '']);
    expect(err).toMatch(message);
  });

  const batches: [string, unknown, RegExp][] = [
    ['not JSON', '[', /is not JSON/],
    ['no array', {}, /is not a JSON array/],
    ['no id', [{ id: 'a', rule: 'x' }, { rule: 'x' }], /has no text `id` in entry 2/],
    ['no object at all', [null], /has no text `id` in entry 1/],
  ];
  it.each(batches)('a batch with %s', async (_, content, message) => {
    const { err, code } = await muster(['rule', 'check', '--batch', await file('bad.json', content)]);
    expect(code).toBe(2);
    expect(err).toMatch(message);
  });

  it('other failures exit with 1 and one line', async () => {
    const people = await file('people.csv', 'mail,displayName\n');
    const { err, code } = await muster(['import', 'csv', people]);
    expect([code, err]).toEqual([1, 'error: there is no directory\n']);
  });
});

describe('help', () => {
  const pages = [
    ['rule', 'check'],
    ['rule', 'eval'],
    ['rule', 'format'],
    ['import', 'csv'],
  ];
  it.each(pages)('%s %s has examples and exit codes', async (...command) => {
    const { out, code } = await muster([...command, '--help']);
    expect(code).toBe(0);
    expect(out).toMatch(/^Usage: muster [\s\S]*Examples:\n[\s\S]*Exit codes:\n/);
  });
});
