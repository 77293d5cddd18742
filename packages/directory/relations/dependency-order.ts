/**
 * The rules and all that depend on them, at any distance, each once, every rule before those that depend on it. Where
 * rules depend on one another in a circle, which saving refuses, every rule still comes once.
 *
 * @param dependentsOf what reads the result of a rule
 */
export function dependencyOrder<Rule>(
  first: Iterable<Rule>,
  dependentsOf: (rule: Rule) => readonly Rule[],
): readonly Rule[] {
  const done: Rule[] = [];
  const seen = new Set<Rule>();
  // Without recursion: chains are as long as rules allow.
  const way: { readonly rule: Rule; readonly due: Rule[] }[] = [];
  const enter = (rule: Rule) => {
    if (seen.has(rule)) return;
    seen.add(rule);
    way.push({ rule, due: [...dependentsOf(rule)] });
  };
  for (const rule of first) {
    enter(rule);
    for (let top = way.at(-1); top !== undefined; top = way.at(-1)) {
      const next = top.due.pop();
      if (next !== undefined) enter(next);
      else done.push(way.pop()!.rule);
    }
  }
  return done.reverse();
}
