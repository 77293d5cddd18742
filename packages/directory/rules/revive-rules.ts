import type { ObjectId } from '@muster/kernel';
import { MemberSet } from '@muster/roster';
import type { Change } from '../changes/change.ts';
import type { ActiveRule } from './rule-registry.ts';

/**
 * A manager or source group that rules name was deleted or restored: the rules mean something else now. Registers
 * them anew, so that every later write knows, and queues their passes. A group of direct reports follows at once; it
 * is as large as one manager's reports. Needs the exclusive key.
 *
 * @param isAlive the state of the named object after this change
 */
export async function reviveRulesNaming(change: Change, id: ObjectId, isAlive: boolean): Promise<void> {
  change.declareAlive(id, isAlive);
  for (const rule of change.directory.rules.naming(id)) {
    await change.registerRule({ id: rule.groupId, number: rule.groupNumber }, true);
    if (rule.rule.form === 'directReports') await moveReports(change, rule, id, isAlive);
  }
}

async function moveReports(change: Change, rule: ActiveRule, manager: ObjectId, isAlive: boolean): Promise<void> {
  await change.catchUp();
  const present = change.directory.memberships.membersOf(rule.groupNumber);
  const reports = isAlive ? await change.session.objects.reportsOf([manager]) : [];
  const wanted = MemberSet.of(reports.map((report) => report.number));
  const joined = wanted.clone().removeAll(present);
  const left = present.clone().removeAll(wanted);
  // The manager's own row of the ledger says that the manager left or joined.
  for (const { before, after } of change.transitions) left.remove((before ?? after)!.number);
  change.moveMany(rule.groupNumber, joined, left);
}
