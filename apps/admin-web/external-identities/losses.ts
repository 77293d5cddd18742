/** Something that a change takes away from people, with the conditions that tell how many they are. */
export interface Loss<Kind extends string> {
  readonly kind: Kind;
  /** Conditions in OData; the people of all of them ... */
  readonly plus: readonly string[];
  /** ... without those of these, who are among them. */
  readonly minus: readonly string[];
}

/** How many people lose something; those that concern nobody are left out. */
export async function countLosses<Kind extends string>(
  losses: readonly Loss<Kind>[],
  count: (filters: readonly string[]) => Promise<readonly number[]>,
): Promise<readonly { readonly kind: Kind; readonly people: number }[]> {
  const counts = await count(losses.flatMap(({ plus, minus }) => [...plus, ...minus]));
  const sum = (from: number, length: number) => counts.slice(from, from + length).reduce((all, each) => all + each, 0);
  let at = 0;
  const counted = losses.map(({ kind, plus, minus }) => {
    const people = sum(at, plus.length) - sum(at + plus.length, minus.length);
    at += plus.length + minus.length;
    return { kind, people };
  });
  return counted.filter(({ people }) => people > 0);
}
