import { LongWork } from '../../controls/long-work.ts';
import { graph } from '../../graph/graph.ts';
import type { GraphRequest } from '../../graph/graph-client.ts';
import { problemOf } from '../../graph/graph-problem.ts';
import type { Row } from '../../lists/list-column.ts';

const portion = 20;

/** Does the same with many users; what was answered is told, what was refused noted. */
function workOn(rows: readonly Row[], request: (row: Row) => GraphRequest, tell: (row: Row, body: unknown) => void) {
  return new LongWork(rows, portion, async (part) => {
    const answers = await graph.batch(part.map(request));
    return answers.map(({ status, body }, at) => {
      if (status < 200 || status > 299) return problemOf(status, body);
      tell(part[at]!, body);
      return undefined;
    });
  });
}

/** A link for whoever gets no mail. */
export interface HandedLink {
  readonly row: Row;
  readonly link: string;
}

/**
 * Invites everybody once more: a new link each, by mail where the server sends mail.
 *
 * @returns the work, and the list that it fills with the links that nobody has sent
 */
export function resendWork(rows: readonly Row[], inviteRedirectUrl: string) {
  const links: HandedLink[] = [];
  const work = workOn(
    rows,
    ({ mail }) => ({
      method: 'POST',
      path: '/invitations',
      body: { invitedUserEmailAddress: mail, inviteRedirectUrl, sendInvitationMessage: true },
    }),
    (row, body) => {
      const { sendInvitationMessage, inviteRedeemUrl } = body as {
        sendInvitationMessage: boolean;
        inviteRedeemUrl: string;
      };
      if (!sendInvitationMessage) links.push({ row, link: inviteRedeemUrl });
    },
  );
  return { work, links };
}

/**
 * Deletes the accounts of invitations that wait.
 *
 * @returns the work, and the list that it fills with the accounts that it deleted
 */
export function withdrawWork(rows: readonly Row[]) {
  const gone: Row[] = [];
  const work = workOn(
    rows,
    ({ id }) => ({ method: 'DELETE', path: `/users/${id}` }),
    (row) => gone.push(row),
  );
  return { work, gone };
}

/** Takes deleted accounts back; tells how many came. */
export async function restoreAll(rows: readonly Row[]): Promise<number> {
  let restored = 0;
  const request = ({ id }: Row): GraphRequest => ({ method: 'POST', path: `/directory/deletedItems/${id}/restore` });
  await workOn(rows, request, () => {
    restored += 1;
  }).run();
  return restored;
}
