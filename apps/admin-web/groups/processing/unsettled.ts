/** States of groups that are not in line with their rules; what needs somebody first. */
export const unsettledStates = ['held', 'failed', 'running', 'waiting'] as const;
export type UnsettledState = (typeof unsettledStates)[number];

/** How many groups there are in each state, of an answer of `ruleProcessing`. */
export function processingCounts(answer: object): Readonly<Record<UnsettledState, number>> {
  const counts = answer as Readonly<Record<string, unknown>>;
  const entries = unsettledStates.map((state) => [state, Number(counts[`${state}Count`] ?? 0)]);
  return Object.fromEntries(entries) as Record<UnsettledState, number>;
}

/** The state that an address names; undefined for all of them. */
export function askedState(text: unknown): UnsettledState | undefined {
  return unsettledStates.find((state) => state === text);
}
