import { listMails, type MailState, operatorCaller, retryMails } from '@muster/directory';
import { formatInstant, type Instant } from '@muster/kernel';
import type { CliContext } from '../cli-context.ts';
import type { DirectoryOptions } from '../opened-directory.ts';
import { printable } from '../terminal/cells.ts';

/** @returns the exit code */
export async function listQueuedMails(
  options: DirectoryOptions & { readonly json?: boolean },
  context: CliContext,
): Promise<number> {
  const opened = await context.openDirectory(options);
  try {
    const mails = await listMails(opened.directory, operatorCaller);
    const { out } = context.terminal;
    if (options.json === true) for (const each of mails) out(`${JSON.stringify(forJson(each))}\n`);
    else if (mails.length === 0) out('no mail waits or was given up\n');
    else for (const each of mails) out(describe(each));
    return 0;
  } finally {
    await opened.close();
  }
}

/**
 * @param mail null for all that were given up
 * @returns the exit code
 */
export async function retryQueuedMails(
  mail: string | null,
  options: DirectoryOptions,
  context: CliContext,
): Promise<number> {
  const opened = await context.openDirectory(options);
  try {
    const count = await retryMails(opened.directory, operatorCaller, mail);
    if (count > 0) context.terminal.out(`${count} ${count === 1 ? 'mail waits' : 'mails wait'} again\n`);
    else context.terminal.err('there is no such mail that was given up and can be sent again\n');
    return count > 0 ? 0 : 1;
  } finally {
    await opened.close();
  }
}

const instant = (at: Instant | null) => (at === null ? null : formatInstant(at));

function forJson({ queuedAt, nextAt, endsAt, failedAt, ...mail }: MailState) {
  const times = { queuedAt: instant(queuedAt), nextAt: instant(nextAt), endsAt: instant(endsAt) };
  return { ...mail, ...times, failedAt: instant(failedAt) };
}

function describe(mail: MailState): string {
  return `${mail.id}  ${mail.kind} to ${printable(mail.to)}\n  ${state(mail)}\n`;
}

function state({ attempts, failure, queuedAt, nextAt, failedAt }: MailState): string {
  const reason = failure === null ? '' : `: ${printable(failure)}`;
  if (failedAt !== null) return `given up ${formatInstant(failedAt)} after ${tries(attempts)}${reason}`;
  if (nextAt === null) return `waits since ${formatInstant(queuedAt)}`;
  return `waits after ${tries(attempts)}${reason}; again ${formatInstant(nextAt)}`;
}

function tries(count: number): string {
  return count === 1 ? '1 try' : `${count} tries`;
}
