import { type Verification, verify } from '@muster/directory';
import type { CliContext } from '../cli-context.ts';
import type { DirectoryOptions } from '../opened-directory.ts';

const shownDifferences = 50;

/** @returns the exit code: 1 when there are differences */
export async function verifyDirectory(
  options: DirectoryOptions & { readonly json?: boolean },
  context: CliContext,
): Promise<number> {
  const opened = await context.openDirectory(options);
  try {
    const result = await verify(opened.directory, opened.ledger);
    context.terminal.out(options.json === true ? `${JSON.stringify(result)}\n` : describe(result));
    return result.differences.length === 0 ? 0 : 1;
  } finally {
    await opened.close();
  }
}

const count = (n: number, one: string, many = `${one}s`) => `${n.toLocaleString('en-US')} ${n === 1 ? one : many}`;

function describe(result: Verification): string {
  const lines = [
    `${count(result.memberships, 'membership')} of ${count(result.groups, 'group')} checked: ` +
      `${count(result.rules, 'rule')} over ${count(result.objects, 'user or device', 'users and devices')}`,
  ];
  for (const id of result.pending) lines.push(`  not compared, its pass is not finished: group ${id}`);
  for (const id of result.broken) lines.push(`  not compared, its rule does not compile: group ${id}`);
  if (result.differences.length === 0) return `${lines.join('\n')}\nno differences\n`;
  lines.push(`${count(result.differences.length, 'difference')}:`);
  for (const { kind, groupId, groupNumber, memberNumber } of result.differences.slice(0, shownDifferences)) {
    lines.push(`  group ${groupId ?? `number ${groupNumber}`}, member number ${memberNumber}: ${kind}`);
  }
  const hidden = result.differences.length - shownDifferences;
  if (hidden > 0) lines.push(`  … and ${hidden.toLocaleString('en-US')} more; --json shows them`);
  return `${lines.join('\n')}\n`;
}
