import { describe, expect, it } from 'vitest';
import { readCall, readCount, UsageError } from './command-line.ts';

describe('the words of a call', () => {
  it('name sizes, parts and candidates', () => {
    expect(readCall(['--size', '1M×1k,2500x15K', '--part', 'memory', '--only', 'ours,duckdb'])).toMatchObject({
      kind: 'compare',
      sizes: [
        { users: 1_000_000, rules: 1000 },
        { users: 2500, rules: 15_000 },
      ],
      parts: ['memory'],
      only: ['ours', 'duckdb'],
    });
  });

  it('name the admin centre', () => {
    expect(readCall(['web'])).toEqual({ kind: 'web', size: { users: 100_000, rules: 5000 }, isJson: false });
    expect(readCall(['web', '--size', '1k×10', '--json'])).toMatchObject({
      size: { users: 1000, rules: 10 },
      isJson: true,
    });
  });

  it('name a given workload', () => {
    const words = ['--users', 'u', '--rules', 'r', '--changes', 'c', '--only', 'ours', '--json'];
    expect(readCall(words)).toEqual({
      kind: 'given',
      files: { users: 'u', rules: 'r', changes: 'c' },
      isJson: true,
    });
    expect(readCall([...words, '--new', 'n'])).toMatchObject({ files: { new: 'n' } });
  });

  it.each([
    [['--users', 'none'], 'needs --users, --rules and --changes'],
    [['--users', 'a', '--rules', 'b', '--changes', 'c'], 'needs --only ours'],
    [['--user', 'a'], '--user'],
    [['--size', '100k'], '100k'],
    [['--size', '0×5'], '`0`'],
    [['--only', 'us'], 'does not know us'],
    [['mak'], 'no command mak'],
  ])('%j are refused', (words, said) => {
    expect(() => readCall(words)).toThrow(UsageError);
    expect(() => readCall(words)).toThrow(said);
  });

  it('count in thousands and millions', () => {
    expect(['7', '15k', '1M'].map(readCount)).toEqual([7, 15_000, 1_000_000]);
    expect(() => readCount('1.5k')).toThrow(UsageError);
  });
});
