import {
  type Directory,
  type ExplainedMove,
  explainMembership,
  type MembershipQuestion,
  membershipHistory,
  operatorCaller,
} from '@muster/directory';
import { presentMembershipExplanation, presentMove } from '@muster/graph-api/membership-explanation';
import { type Instant, parseInstant } from '@muster/kernel';
import type { CliContext } from '../cli-context.ts';
import { errors } from '../errors.ts';
import type { DirectoryOptions } from '../opened-directory.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { drawMembership } from './draw-membership.ts';
import { drawMove } from './draw-move.ts';
import { findGroup, findMember } from './find-ends.ts';

export interface ExplainOptions extends DirectoryOptions {
  readonly at?: string;
  readonly history?: boolean;
  readonly json?: boolean;
}

const movesAtOnce = 200;

/**
 * Explains a membership, or lists every move. Returns the exit code.
 *
 * @throws AppError CLI_USAGE, CLI_TIME_INVALID, CLI_NOBODY_FOUND, CLI_NAME_AMBIGUOUS, and those of `explainMembership`
 */
export async function explainMember(
  user: string,
  group: string,
  options: ExplainOptions,
  context: CliContext,
): Promise<number> {
  const { terminal } = context;
  const at = instantOf(options.at);
  if (at !== null && options.history === true) {
    throw errors.CLI_USAGE({ problem: '--at and --history were given', help: 'give one of them' });
  }
  const opened = await context.openDirectory(options);
  try {
    const { directory } = opened;
    const question = { memberId: await findMember(directory, user), groupId: await findGroup(directory, group) };
    if (options.history === true) return await listMoves(directory, question, options.json === true, terminal);
    const explanation = await explainMembership(directory, operatorCaller, { ...question, at });
    const answer =
      options.json === true
        ? `${JSON.stringify(presentMembershipExplanation(explanation))}\n`
        : drawMembership(explanation, terminal, { isPast: at !== null });
    terminal.out(answer);
    return 0;
  } finally {
    await opened.close();
  }
}

function instantOf(text: string | undefined): Instant | null {
  if (text === undefined) return null;
  const instant = parseInstant(text);
  if (instant === undefined) throw errors.CLI_TIME_INVALID({ text });
  return instant;
}

async function listMoves(
  directory: Directory,
  question: MembershipQuestion,
  isJson: boolean,
  terminal: Terminal,
): Promise<number> {
  const write = (move: ExplainedMove) =>
    terminal.out(isJson ? `${JSON.stringify(presentMove(move))}\n` : drawMove(move, terminal));
  let count = 0;
  for (let after: number | null = null; ; ) {
    const asked = { ...question, order: 'oldest', limit: movesAtOnce, after } as const;
    const page = await membershipHistory(directory, operatorCaller, asked);
    for (const move of page.moves) write(move);
    count += page.moves.length;
    if (page.next === null) break;
    after = page.next;
  }
  if (count === 0 && !isJson) terminal.out('never was a direct member\n');
  return 0;
}
