import { listPasses, type OpenPass, operatorCaller } from '@muster/directory';
import { formatInstant } from '@muster/kernel';
import type { CliContext } from '../cli-context.ts';
import type { DirectoryOptions } from '../opened-directory.ts';
import { toCells } from '../terminal/cells.ts';

/** @returns the exit code */
export async function listOpenPasses(
  options: DirectoryOptions & { readonly json?: boolean },
  context: CliContext,
): Promise<number> {
  const opened = await context.openDirectory(options);
  try {
    const passes = await listPasses(opened.directory, operatorCaller);
    const { out } = context.terminal;
    if (options.json === true) for (const each of passes) out(`${JSON.stringify(forJson(each))}\n`);
    else if (passes.length === 0) out('no pass runs, waits or is held\n');
    else for (const each of passes) out(describe(each));
    return 0;
  } finally {
    await opened.close();
  }
}

function forJson({ pass, progress, groupName }: OpenPass) {
  const { groupId, status, done, total, joined, left, startedAt, held } = pass;
  const instant = (at: Parameters<typeof formatInstant>[0] | null) => (at === null ? null : formatInstant(at));
  return {
    groupId,
    groupName,
    status,
    done,
    total,
    joined,
    left,
    startedAt: instant(startedAt),
    countPerSecond: progress.countPerSecond,
    estimatedCompletion: instant(progress.estimatedCompletion),
    held: held === null ? null : { ...held, since: instant(held.since), until: instant(held.until) },
  };
}

const number = (n: number) => n.toLocaleString('en-US');

function describe({ pass, progress, groupName }: OpenPass): string {
  const name = toCells(groupName)
    .map((cell) => cell.text)
    .join('');
  return `${name}  ${pass.groupId}\n  ${state(pass, progress)}\n`;
}

function state({ status, held, done, total }: OpenPass['pass'], progress: OpenPass['progress']): string {
  if (held !== null) {
    const { leaving, members, joining, until } = held;
    const moved = `${number(leaving)} of ${number(members)} members would leave, ${number(joining)} would join`;
    return `held: ${moved}; approve it until ${formatInstant(until)}`;
  }
  if (status === 'NotStarted') return 'waits for its turn';
  if (total === null) return 'looks at the directory';
  const rate = progress.countPerSecond === null ? '' : `, ${number(progress.countPerSecond)} a second`;
  const end =
    progress.estimatedCompletion === null ? '' : `, done about ${formatInstant(progress.estimatedCompletion)}`;
  return `${number(done)} of ${number(total)} memberships moved${rate}${end}`;
}
