import type { ObjectNumber } from '@muster/kernel';
import { type LedgerSource, MemberSet } from '@muster/roster';

const rowsAtOnce = 5000;

/** Members of every group by the ledger alone, from its first row, without snapshots. Empty groups are left out. */
export async function replayLedger(ledger: LedgerSource): Promise<Map<ObjectNumber, MemberSet>> {
  const groups = new Map<ObjectNumber, MemberSet>();
  const membersOf = (group: ObjectNumber) => {
    let members = groups.get(group);
    if (members === undefined) {
      members = new MemberSet();
      groups.set(group, members);
    }
    return members;
  };
  for (let highest = 0; ; ) {
    const read = await ledger.readAfter({ watermark: highest, highest, gaps: [] }, rowsAtOnce);
    for (const { rows } of read.changes) {
      for (const row of rows) {
        if (row.kind === 'group') {
          membersOf(row.group).addAll(MemberSet.of(row.joined)).removeAll(MemberSet.of(row.left));
        } else {
          for (const group of row.joined) membersOf(group).add(row.member);
          for (const group of row.left) membersOf(group).remove(row.member);
        }
      }
    }
    if (read.isComplete) break;
    highest = read.changes.at(-1)!.seq;
  }
  for (const [group, members] of groups) if (members.size === 0) groups.delete(group);
  return groups;
}
