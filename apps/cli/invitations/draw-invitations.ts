import { printable } from '../terminal/cells.ts';
import type { Terminal } from '../terminal/terminal.ts';
import type { InvitingReport } from './invite-all.ts';
import type { PlannedInvitee } from './plan-invitees.ts';

interface Shown {
  readonly show: number;
  readonly json?: boolean;
}

const words: Readonly<Record<PlannedInvitee['prospect'], string>> = {
  new: 'new',
  pending: 'invited before, has not come yet',
  accepted: 'here already',
  internal: 'an account of this directory',
  ownDomain: 'a domain of this directory',
  disabled: 'a guest who is blocked from signing in',
  blocked: 'may not come: domain lists or settings for other directories',
  malformed: 'malformed',
};

/** The plan: how many rows meet which fate, and the first rows, those that cannot be invited before the others. */
export function drawPlan(rows: readonly PlannedInvitee[], { show, json }: Shown, { out }: Terminal): void {
  if (json === true) {
    for (const { invitee, prospect } of rows) {
      const { line, address, problem } = invitee;
      out(`${JSON.stringify({ line, address, prospect, ...(problem === null ? {} : { problem }) })}\n`);
    }
    return;
  }
  const order = Object.keys(words).reverse();
  const sorted = [...rows].sort((a, b) => order.indexOf(a.prospect) - order.indexOf(b.prospect));
  for (const { invitee, prospect } of sorted.slice(0, show)) {
    const reason = invitee.problem ?? words[prospect];
    out(`line ${invitee.line}  ${printable(invitee.address) || '-'}  ${reason}\n`);
  }
  if (rows.length > show) out(`… and ${rows.length - show} more; --show or --json shows them\n`);
  const counts = Object.entries(words).flatMap(([prospect, word]) => {
    const count = rows.filter((row) => row.prospect === prospect).length;
    return count === 0 ? [] : [`${count} ${word.split(/[,:]/)[0]}`];
  });
  out(`${rows.length} rows${counts.length === 0 ? '' : `: ${counts.join(', ')}`}\n`);
}

/** Prints what becomes of each person; the link when no mail carries it. */
export function printInvited({ json }: Pick<Shown, 'json'>, { out, err }: Terminal): InvitingReport {
  return {
    invited: ({ invitee: { line, address } }, { user, status, inviteRedeemUrl, isMailQueued }) => {
      const link = isMailQueued ? {} : { inviteRedeemUrl };
      if (json === true) out(`${JSON.stringify({ line, address, userId: user.id, status, isMailQueued, ...link })}\n`);
      else if (!isMailQueued) out(`${address}  ${inviteRedeemUrl}\n`);
    },
    refused: ({ invitee: { line, address } }, problem) => {
      if (json === true) out(`${JSON.stringify({ line, address, problem: problem.code, message: problem.message })}\n`);
      else err(`line ${line}  ${address}: ${problem.message}\n`);
    },
  };
}
