import { closeCsvFile, type Invitee, openCsvFile, readInvitees } from '@muster/connectors';
import { baseUrlOf } from '@muster/kernel';
import type { CliContext } from '../cli-context.ts';
import { errors } from '../errors.ts';
import { openProgressBar } from '../imports/show-progress.ts';
import type { DirectoryOptions } from '../opened-directory.ts';
import { drawPlan, printInvited } from './draw-invitations.ts';
import { inviteAll } from './invite-all.ts';
import { planInvitees } from './plan-invitees.ts';

export interface InviteArguments extends DirectoryOptions {
  readonly apply?: boolean;
  readonly resend?: boolean;
  readonly send?: boolean;
  readonly redirectUrl?: string;
  readonly language?: string;
  readonly publicUrl?: string;
  readonly delimiter?: string;
  readonly show: number;
  readonly json?: boolean;
}

const interrupted = 130;

/**
 * Plans the invitation of the people of a file, shows the plan, and invites them when that is wanted. Returns the exit code.
 *
 * @throws AppError CLI_USAGE, those of the file and of the directory
 */
export async function inviteCsvFile(path: string, options: InviteArguments, context: CliContext): Promise<number> {
  const abort = new AbortController();
  context.onInterrupt(() => abort.abort());
  context.onTerminate(() => abort.abort());
  const invitees = await readFile(path, options);
  const baseUrl = baseOf(options, context);
  const bar = openProgressBar(context.terminal);
  const opened = await context.openDirectory(options);
  try {
    const { directory } = opened;
    const rows = await planInvitees(directory, invitees, { show: bar.show, signal: abort.signal });
    bar.clear();
    if (rows === undefined) {
      context.terminal.err('stopped; nobody was invited\n');
      return interrupted;
    }
    drawPlan(rows, options, context.terminal);
    const isRefused = rows.some(({ prospect }) => !['new', 'pending', 'accepted'].includes(prospect));
    if (options.apply !== true) return isRefused ? 1 : 0;
    const report = printInvited(options, context.terminal);
    const settings = { ...options, baseUrl: baseUrl!, signal: abort.signal, show: bar.show, clear: bar.clear };
    const result = await inviteAll(directory, rows, settings, report);
    bar.clear();
    const { invited, left, refused, isStopped } = result;
    if (options.json === true) context.terminal.out(`${JSON.stringify({ summary: result })}\n`);
    else context.terminal.out(`${invited} invited, ${left} left as they are, ${refused} refused\n`);
    if (isStopped) context.terminal.err('stopped; start it again to go on\n');
    return isStopped ? interrupted : refused > 0 ? 1 : 0;
  } finally {
    bar.clear();
    await opened.close();
  }
}

async function readFile(path: string, { delimiter, apply, redirectUrl }: InviteArguments): Promise<readonly Invitee[]> {
  const file = await openCsvFile(path, delimiter === undefined ? {} : { delimiter });
  try {
    const invitees = await readInvitees(file);
    const needsPlace = apply === true && redirectUrl === undefined;
    if (needsPlace && invitees.some((each) => each.problem === null && each.redirectUrl === null)) {
      const help = 'give --redirect-url, or a column redirectUrl that is filled';
      throw errors.CLI_USAGE({ problem: 'it is not said where people come after they accept', help });
    }
    return invitees;
  } finally {
    await closeCsvFile(file);
  }
}

/** @throws AppError CLI_USAGE when people are to be invited and nobody knows by which address they reach the server */
function baseOf({ apply, publicUrl }: InviteArguments, { environment }: CliContext): string | undefined {
  const text = publicUrl ?? environment.MUSTER_PUBLIC_URL;
  if (apply !== true) return undefined;
  const url = text === undefined ? undefined : baseUrlOf(text);
  if (url !== undefined) return url;
  const help = 'give --public-url, such as https://id.example.com, or set MUSTER_PUBLIC_URL';
  throw errors.CLI_USAGE({
    problem: 'the address under which people reach the server is needed for their links',
    help,
  });
}
