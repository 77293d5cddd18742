const form = /^\d+(?:\.\d+){0,3}$/;

/** The one to four numbers of a version such as `10.0.22631`, or null when the text has another form (D-16). */
export function parseVersion(text: string): readonly number[] | null {
  return form.test(text) ? text.split('.').map(Number) : null;
}

/**
 * Compares part by part, missing parts as 0, and asks `accept` about the sign; false when either side is no version.
 *
 * @see rule language spec §4.7
 */
export function compareVersions(
  left: readonly number[] | null,
  right: readonly number[] | null,
  accept: (difference: number) => boolean,
): boolean {
  if (left === null || right === null) return false;
  for (let part = 0; part < 4; part += 1) {
    const [a, b] = [left[part] ?? 0, right[part] ?? 0];
    if (a !== b) return accept(a < b ? -1 : 1);
  }
  return accept(0);
}

const partCount = 4;

/** The smallest version above this one. */
export function versionAfter(version: readonly number[] | null): readonly number[] | null {
  if (version === null) return null;
  const parts = Array.from({ length: partCount }, (_, i) => version[i] ?? 0);
  return [...parts.slice(0, -1), parts.at(-1)! + 1];
}

/** A bound that every version below this one, and no other, is at or under; null when there is none below. */
export function versionBefore(version: readonly number[] | null): readonly number[] | null {
  if (version === null) return null;
  const parts = Array.from({ length: partCount }, (_, i) => version[i] ?? 0);
  const last = parts.findLastIndex((part) => part > 0);
  if (last < 0) return null;
  // Parts have no largest value: below 10.1 lies all of 10.0.
  return parts.map((part, i) => (i < last ? part : i === last ? part - 1 : Number.POSITIVE_INFINITY));
}
