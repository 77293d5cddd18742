import { approveMembershipChange, operatorCaller } from '@muster/directory';
import { toObjectId } from '@muster/kernel';
import type { CliContext } from '../cli-context.ts';
import type { DirectoryOptions } from '../opened-directory.ts';

interface ApproveOptions extends DirectoryOptions {
  readonly leaving?: string;
  readonly joining?: string;
}

/** @returns the exit code */
export async function approvePass(group: string, options: ApproveOptions, context: CliContext): Promise<number> {
  const id = toObjectId(group);
  const [leaving, joining] = [options.leaving, options.joining].map(countOf);
  if (id === undefined || leaving === null || joining === null) {
    const what = id === undefined ? `\`${group}\` is not an object id` : '--leaving and --joining take whole numbers';
    context.terminal.err(`error: ${what}\n`);
    return 2;
  }
  const opened = await context.openDirectory(options);
  try {
    await approveMembershipChange(opened.directory, operatorCaller, id, {
      ...(leaving === undefined ? {} : { leaving }),
      ...(joining === undefined ? {} : { joining }),
    });
    context.terminal.out('approved; the pass goes on\n');
    return 0;
  } finally {
    await opened.close();
  }
}

/** Null for what is no whole number. */
function countOf(text: string | undefined): number | null | undefined {
  if (text === undefined) return undefined;
  return /^\d{1,9}$/.test(text) ? Number(text) : null;
}
