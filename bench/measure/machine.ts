import { spawnSync } from 'node:child_process';
import { arch, cpus, loadavg, platform, totalmem } from 'node:os';
import { fileURLToPath } from 'node:url';

/** What results are compared by: only those of one kind of machine say anything about each other. */
export interface Machine {
  readonly cores: number;
  readonly cpu: string;
  readonly memoryGb: number;
  readonly platform: string;
  readonly node: string;
}

export function thisMachine(): Machine {
  return {
    cores: cpus().length,
    cpu: cpus()[0]?.model ?? 'unknown',
    memoryGb: Math.round(totalmem() / 2 ** 30),
    platform: `${platform()} ${arch()}`,
    node: process.versions.node,
  };
}

/** How many programs wanted a processor, on average of the last minute: more than there are cores, and times are long. */
export const presentLoad = (): number => Math.round(loadavg()[0]! * 10) / 10;

/** The commit that was measured; `+` behind it when files differ from it, other than those that a kept run writes. */
export function measuredCommit(): string {
  const root = fileURLToPath(new URL('../..', import.meta.url));
  const git = (...words: string[]) => spawnSync('git', words, { cwd: root, encoding: 'utf8' }).stdout?.trim() ?? '';
  const commit = git('rev-parse', '--short=12', 'HEAD');
  const written = ['bench/results', 'docs/benchmarks.md', 'docs/pictures/benchmarks.svg'].map((path) => `:!${path}`);
  const changed = git('status', '--porcelain', '--untracked-files=no', '--', '.', ...written);
  return (commit === '' ? 'unknown' : commit) + (changed === '' ? '' : '+');
}
