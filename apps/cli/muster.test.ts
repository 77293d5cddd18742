import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const binary = join(import.meta.dirname, 'bin/muster.mjs');
const fixtures = join(import.meta.dirname, '../../fixtures');
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'muster-bin-'));
});
afterAll(() => rm(folder, { recursive: true }));

interface Options {
  readonly input?: string;
  readonly env?: Readonly<Record<string, string>>;
}

async function muster(args: readonly string[], { input = '', env = {} }: Options = {}) {
  const child = spawn(process.execPath, [binary, ...args], { cwd: folder, env: { PATH: process.env.PATH, ...env } });
  child.stdin.on('error', () => {});
  child.stdin.end(input);
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve));
  const [out, err, code] = await Promise.all([text(child.stdout), text(child.stderr), ended]);
  return { out, err, code };
}

async function file(name: string, content: unknown): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
}

describe('muster rule check', () => {
  it('accepts a rule from standard input, its final line end apart', async () => {
    const { out, err, code } = await muster(['rule', 'check', '--json'], { input: 'user.city -eq "Ulm"\n' });
    expect([code, err, JSON.parse(out)]).toEqual([0, '', { valid: true, diagnostics: [] }]);
  });

  it('draws what is wrong and exits with 1', async () => {
    const { out, code } = await muster(['rule', 'check', 'user.citty -eq "Ulm"']);
    expect(code).toBe(1);
    expect(out).toContain('  1 | user.citty -eq "Ulm"\n    | ^~~~~~~~~~\n');
  });

  it('answers a batch with one line each', async () => {
    const batch = await file('batch.json', [
      { id: 'good', rule: 'user.city -eq "Ulm"' },
      { id: 'bad', rule: 'user.city -eq' },
    ]);
    const { out, code } = await muster(['rule', 'check', '--batch', batch]);
    const lines = out
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(code).toBe(1);
    expect(lines[0]).toEqual({ id: 'good', valid: true, diagnostics: [] });
    expect(lines[1]).toMatchObject({
      id: 'bad',
      valid: false,
      diagnostics: [{ code: 'UNEXPECTED_END', position: 13 }],
    });
  });

  it('uses colours only where they are wanted', async () => {
    const env = { FORCE_COLOR: '1' };
    const rule = ['rule', 'check', 'user.city'];
    expect((await muster(rule, { env })).out).toContain('\u001b[');
    expect((await muster(rule, { env: { ...env, NO_COLOR: '1' } })).out).not.toContain('\u001b[');
    expect((await muster([...rule, '--no-color'], { env })).out).not.toContain('\u001b[');
  });
});

describe('muster rule eval', () => {
  it('answers every vector of the language as the specification does', async () => {
    const { default: vectors } = await import('../../fixtures/rules/rule-vectors.json', { with: { type: 'json' } });
    const { out, code } = await muster(['rule', 'eval', '--batch', join(fixtures, 'rules/rule-vectors.json')]);
    const expected = vectors.map(({ id, expected: result }) => JSON.stringify({ id, result }));
    expect(code).toBe(0);
    expect(out.trimEnd().split('\n')).toEqual(expected);
  });

  it('answers what cannot be evaluated with its error', async () => {
    const object = { type: 'user' };
    const batch = await file('errors.json', [
      { id: 'rule', rule: 'user.city', object },
      { id: 'object', rule: 'user.city -eq "Ulm"', object: { type: 'robot' } },
      { id: 'time', rule: 'user.city -eq "Ulm"', object, now: 'noon' },
      { id: 'fine', rule: 'user.city -eq "Ulm"', object: { '@odata.type': '#microsoft.graph.user', city: 'Ulm' } },
    ]);
    const { out, code } = await muster(['rule', 'eval', '--batch', batch]);
    const lines = out
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(code).toBe(1);
    expect(lines).toMatchObject([
      { id: 'rule', error: { code: 'RULE_INVALID' } },
      { id: 'object', error: { code: 'CLI_OBJECT_INVALID' } },
      { id: 'time', error: { code: 'CLI_TIME_INVALID' } },
      { id: 'fine', result: true },
    ]);
  });

  it('takes the present unless told the time, and explains', async () => {
    const object = await file('ann.json', { type: 'user', employeeHireDate: '2026-06-01' });
    const rule = ['rule', 'eval', '--rule', 'user.employeeHireDate -ge system.now -minus p30d', '--object', object];
    expect((await muster([...rule, '--now', '2026-06-15'])).out).toBe('true\n');
    expect((await muster([...rule, '--now', '2026-08-15'])).out).toBe('false\n');
    expect((await muster([...rule, '--explain', '--now', '2026-06-15'])).out).toContain(
      '   employeeHireDate is "2026-06-01T00:00:00Z"\n',
    );
    expect((await muster(rule)).code).toBe(0);
  });
});

describe('muster rule format', () => {
  it('prints the canonical layout, or why not', async () => {
    const { out, code } = await muster(['rule', 'format', 'USER.city   -EQ "Ulm"']);
    expect([code, out]).toEqual([0, 'user.city -eq "Ulm"\n']);
    expect(await muster(['rule', 'format', 'user.city'])).toMatchObject({ code: 1, out: '' });
  });
});

describe('wrong usage', () => {
  const cases: [string, string[], RegExp][] = [
    ['unknown command', ['rule', 'chekc'], /unknown command 'chekc'\n\(Did you mean check\?\)/],
    ['unknown option', ['rule', 'check', '--jsno'], /unknown option '--jsno'\n\(Did you mean --json\?\)/],
    ['missing file', ['rule', 'check', '--file', 'none.rule'], /^error: cannot read `none.rule`: no such file\n$/],
    ['rule and file', ['rule', 'check', 'x', '--file', 'y'], /^error: a rule and --file were given\n/],
    ['missing object', ['rule', 'eval', '--rule', 'user.city -eq "Ulm"'], /^error: no object was given\n/],
    ['bad number', ['import', 'csv', 'x.csv', '--batch-size', '0'], /must be a whole number from 1 to 10000/],
    ['missing import', ['import', 'csv', 'none.csv'], /^error: cannot read `none.csv`: no such file\n$/],
  ];
  it.each(cases)('%s exits with 2 and one clear message', async (_, args, message) => {
    const { out, err, code } = await muster(args);
    expect([code, out]).toEqual([2, '']);
    expect(err).toMatch(message);
    expect(err).not.toMatch(/\n\s+at /);
  });
});

describe('the program', () => {
  it('has a version and help with examples', async () => {
    expect((await muster(['--version'])).out).toMatch(/^\d+\.\d+\.\d+\n$/);
    const { out, code } = await muster(['rule', 'check', '--help']);
    expect(code).toBe(0);
    expect(out).toMatch(/Examples:[\s\S]*Exit codes:/);
  });

  it('ends quietly when its reader goes away', async () => {
    const child = spawn(process.execPath, [
      binary,
      'rule',
      'eval',
      '--batch',
      join(fixtures, 'rules/rule-vectors.json'),
    ]);
    child.stdout.once('data', () => child.stdout.destroy());
    const err = await text(child.stderr);
    expect(err).toBe('');
  });
});
