import type { Change } from '../changes/change.ts';
import { guardLeaks } from '../guard/guard-leaks.ts';
import { endActivations } from '../privileged-access/end-activations.ts';
import { forgetMemberships } from '../privileged-access/forget-memberships.ts';
import { keepAnAdministrator } from '../roles/last-administrator.ts';
import { followRules } from './follow-rules.ts';
import { followSources } from './follow-sources.ts';
import { leaveEverything } from './leave-everything.ts';

interface Reaction {
  readonly name: string;
  /** Why it stands where it stands. */
  readonly because: string;
  readonly run: (change: Change) => Promise<void>;
}

/** What follows from a change, in order, in its transaction. */
const reactions: readonly Reaction[] = [
  {
    name: 'leave everything',
    because: 'first: what is deleted takes no part in anything below',
    run: leaveEverything,
  },
  {
    name: 'end activations',
    because:
      'who has left an eligible group holds nothing by it any more; such groups follow no rule, so all who leave have left',
    run: endActivations,
  },
  {
    name: 'forget memberships for a time',
    because:
      'whoever has left a group, by whatever way, is not to be taken out of it again later; rules are not concerned',
    run: forgetMemberships,
  },
  {
    name: 'memberships by rules over attributes',
    because: 'reads only the objects themselves, so it comes before everything that reads memberships',
    run: followRules,
  },
  {
    name: 'memberships by rules over memberships and reporting lines',
    because: 'reads the memberships that the steps above, or a use case, have moved',
    run: followSources,
  },
  {
    name: 'keep a Global Administrator',
    because: 'after everything that moves people, so that it sees who is left; it refuses all of it or nothing',
    run: keepAnAdministrator,
  },
  {
    name: 'guard against slow leaks',
    because: 'last: it counts whom everything above has taken out, and refuses all of it or nothing',
    run: guardLeaks,
  },
];

/** Runs the reactions. Work follows what the change touched. */
export async function react(change: Change): Promise<void> {
  for (const reaction of reactions) await reaction.run(change);
}
