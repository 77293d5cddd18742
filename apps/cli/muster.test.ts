import { spawn } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';

const binary = join(import.meta.dirname, 'bin/muster.mjs');
const vectorFile = join(import.meta.dirname, '../../fixtures/rules/rule-vectors.json');

async function muster(args: readonly string[], env: Readonly<Record<string, string>> = {}, input = '') {
  const child = spawn(process.execPath, [binary, ...args], { cwd: tmpdir(), env: { PATH: process.env.PATH, ...env } });
  child.stdin.on('error', () => {});
  child.stdin.end(input);
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve));
  const [out, err, code] = await Promise.all([text(child.stdout), text(child.stderr), ended]);
  return { out, err, code };
}

describe('the program `muster`', () => {
  it('tells its version', async () => {
    expect(await muster(['--version'])).toMatchObject({ code: 0, out: expect.stringMatching(/^\d+\.\d+\.\d+\n$/) });
  });

  it('reads a rule from a pipe and exits with what it found', async () => {
    const { out, err, code } = await muster(['rule', 'check'], {}, 'user.citty -eq "Ulm"\n');
    expect([code, err]).toEqual([1, '']);
    expect(out).toContain('  1 | user.citty -eq "Ulm"\n    | ^~~~~~~~~~\n');
  });

  it('answers every vector of the language as the specification does', async () => {
    const { default: vectors } = await import('../../fixtures/rules/rule-vectors.json', { with: { type: 'json' } });
    const { out, code } = await muster(['rule', 'eval', '--batch', vectorFile]);
    const expected = vectors.map(({ id, expected: result }) => JSON.stringify({ id, result }));
    expect(code).toBe(0);
    expect(out.trimEnd().split('\n')).toEqual(expected);
  });

  it('uses colours only where they are wanted', async () => {
    const rule = ['rule', 'check', 'user.city'];
    expect((await muster(rule, { FORCE_COLOR: '1' })).out).toContain('\u001b[');
    expect((await muster(rule, { FORCE_COLOR: '1', NO_COLOR: '1' })).out).not.toContain('\u001b[');
    expect((await muster([...rule, '--no-color'], { FORCE_COLOR: '1' })).out).not.toContain('\u001b[');
  });

  it('shows no stack traces', async () => {
    const { err, code } = await muster(['rule', 'check', '--file', 'none.rule']);
    expect([code, err]).toEqual([2, 'error: cannot read `none.rule`: no such file\n']);
  });

  it('ends quietly when its reader goes away', async () => {
    const child = spawn(process.execPath, [binary, 'rule', 'eval', '--batch', vectorFile]);
    child.stdout.once('data', () => child.stdout.destroy());
    expect(await text(child.stderr)).toBe('');
  });
});
