import type { Directory } from '../context.ts';
import type { Pass } from '../ports/rule-store.ts';
import type { PassOptions, PassOutcome, StartedPass } from './pass.ts';

/** How many passes one worker takes at a time: enough to share transactions, few enough to share with other nodes. */
const passesAtOnce = 64;

export interface BegunPasses {
  readonly started: readonly StartedPass[];
  /** Passes that ended before they began: their rule cannot be applied, or was registered again. */
  readonly ended: readonly { readonly pass: Pass; readonly outcome: PassOutcome }[];
}

/** Leases waiting passes and marks them as running; one short transaction. Nothing when none waits. */
export async function beginPasses(directory: Directory, options: PassOptions): Promise<BegunPasses> {
  return directory.store.write('shared', async (session) => {
    const now = directory.clock();
    const leased = await session.rules.leasePasses(options.worker, now, options.leaseMs, passesAtOnce);
    if (leased.length === 0) return { started: [], ended: [] };
    await directory.rules.refresh(session);
    const started: StartedPass[] = [];
    const ended: { pass: Pass; outcome: PassOutcome }[] = [];
    const saved: Pass[] = [];
    for (const pass of leased) {
      const found = directory.rules.find(pass.groupNumber);
      if (found === undefined || found.ruleVersion !== pass.ruleVersion) {
        ended.push({ pass, outcome: 'superseded' });
      } else if ('problem' in found) {
        const errorMessage = `the rule cannot be applied any more: ${found.problem}; members stay as they are`;
        saved.push({ ...pass, status: 'Failed', errorMessage, finishedAt: now });
        ended.push({ pass, outcome: 'failed' });
      } else {
        const running: Pass = { ...pass, status: 'Running', startedAt: pass.startedAt ?? now };
        saved.push(running);
        started.push({ pass: running, rule: found });
      }
    }
    await session.rules.savePasses(saved);
    return { started, ended };
  });
}
