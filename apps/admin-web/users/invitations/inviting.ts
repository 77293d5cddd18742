import { LongWork } from '../../controls/long-work.ts';
import { graph } from '../../graph/graph.ts';
import { problemOf } from '../../graph/graph-problem.ts';
import type { Row } from '../../lists/list-column.ts';
import { KeptWork } from '../kept-work.ts';
import { isWanted, type PlannedInvitee, type Prospect } from './invitation-plan.ts';
import { invitationBody, type MadeInvitation } from './send-invitation.ts';

/** What counts for rows that do not say otherwise. */
export interface InvitingSettings {
  readonly redirectUrl: string;
  readonly sendsMail: boolean;
  readonly message: string;
  readonly language: string;
  readonly resends: boolean;
  readonly groups: readonly Row[];
}

/** Invitations that are on their way, or done. */
export interface Inviting {
  readonly plan: readonly PlannedInvitee[];
  readonly settings: InvitingSettings;
  readonly work: LongWork<PlannedInvitee>;
  /** Line of the file → what was made. */
  readonly made: ReadonlyMap<number, MadeInvitation>;
}

const atOnce = 20;

/** Goes on when the page is left. */
export const keptInviting = new KeptWork<Inviting>();

/** Asks the API what inviting the addresses would come to. */
export async function askProspects(addresses: readonly string[]): Promise<readonly Prospect[]> {
  const { previews } = await graph.send<{ previews: readonly { prospect: Prospect }[] }>({
    method: 'POST',
    path: '/invitations/previewInvitations',
    body: { invitedUserEmailAddresses: addresses },
  });
  return previews.map(({ prospect }) => prospect);
}

/** Begins to invite those of the plan who are wanted, twenty at a time. */
export function beginInviting(plan: readonly PlannedInvitee[], settings: InvitingSettings): Inviting {
  const made = new Map<number, MadeInvitation>();
  const wanted = plan.filter((each) => isWanted(each, settings.resends));
  const work = new LongWork(wanted, atOnce, (portion) => invitePortion(portion, settings, made));
  const inviting = { plan, settings, work, made };
  keptInviting.keep(inviting);
  return inviting;
}

async function invitePortion(
  portion: readonly PlannedInvitee[],
  settings: InvitingSettings,
  made: Map<number, MadeInvitation>,
): Promise<readonly (Error | undefined)[]> {
  const answers = await graph.batch(
    portion.map(({ invitee }) => ({
      method: 'POST' as const,
      path: '/invitations',
      body: invitationBody({
        ...invitee,
        redirectUrl: invitee.redirectUrl || settings.redirectUrl,
        message: invitee.message || settings.message,
        language: invitee.language || settings.language,
        sendsMail: invitee.sendsMail ?? settings.sendsMail,
      }),
    })),
  );
  const problems = answers.map(({ status, body }, at) => {
    if (status >= 300 || status === 0) return problemOf(status, body);
    made.set(portion[at]!.invitee.line, body as MadeInvitation);
    return undefined;
  });
  const refusals = await putIntoGroups(portion, settings.groups, made);
  return problems.map((problem, at) => problem ?? refusals[at]);
}

/** Whoever is a member already counts as put in. */
async function putIntoGroups(
  portion: readonly PlannedInvitee[],
  groups: readonly Row[],
  made: ReadonlyMap<number, MadeInvitation>,
): Promise<readonly (Error | undefined)[]> {
  const steps = portion.flatMap(({ invitee: { line } }, at) => {
    const id = made.get(line)?.invitedUser.id;
    return id === undefined ? [] : groups.map((group) => ({ at, id, group }));
  });
  const refusals: (Error | undefined)[] = portion.map(() => undefined);
  if (steps.length === 0) return refusals;
  const answers = await graph.batch(
    steps.map(({ id, group }) => ({
      method: 'POST' as const,
      path: `/groups/${group.id}/members/$ref`,
      body: { '@odata.id': `/v1.0/directoryObjects/${id}` },
    })),
  );
  for (const [i, { at, group }] of steps.entries()) {
    const { status, body } = answers[i]!;
    const problem = problemOf(status, body);
    const isThere = status < 300 || /already exist/i.test(problem.message);
    if (!isThere) refusals[at] = new Error(`${String(group.displayName)}: ${problem.message}`);
  }
  return refusals;
}
