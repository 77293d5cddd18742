/** Reads the ids that the address keeps; whatever is no id is passed over. */
export function chosenIds(kept: unknown): readonly string[] {
  if (typeof kept !== 'string') return [];
  const ids = kept.split(',').filter((each) => /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(each));
  return [...new Set(ids)];
}

/** How the address keeps them; nothing when there are none. */
export function keptIds(ids: readonly string[]): string | undefined {
  return ids.length === 0 ? undefined : ids.join(',');
}
