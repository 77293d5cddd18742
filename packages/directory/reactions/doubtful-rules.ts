import type { Change } from '../changes/change.ts';
import type { WriteSession } from '../ports/directory-store.ts';
import type { ActiveRule } from '../rules/rule-registry.ts';

/**
 * Rules from which the present memberships may differ without anything being wrong: their passes have not come by yet,
 * or time turns their answers. One statement while passes are on their way, none otherwise.
 */
export function doubtfulRules(change: Change): Promise<ReadonlySet<ActiveRule>> {
  const known = asked.get(change.session);
  if (known !== undefined) return known;
  const found = findDoubtful(change);
  asked.set(change.session, found);
  return found;
}

/** Several reactions and several changes of one transaction ask; passes do not move while it holds the key. */
const asked = new WeakMap<WriteSession, Promise<ReadonlySet<ActiveRule>>>();

async function findDoubtful({ directory: { rules }, session }: Change): Promise<ReadonlySet<ActiveRule>> {
  const unsettled = [...rules.unsettled()];
  if (unsettled.length === 0) return rules.timeDependent();
  const passes = await session.rules.passes(unsettled.map((rule) => rule.groupId));
  const [pending, held] = [new Set<ActiveRule>(), new Set<ActiveRule>()];
  for (const rule of unsettled) {
    const pass = passes.get(rule.groupId);
    if (pass?.status === 'Succeeded') rules.settle(rule);
    else if (pass !== undefined) (pass.held === null ? pending : held).add(rule);
  }
  return new Set([...pending, ...rules.timeDependent()].filter((rule) => !held.has(rule)));
}
