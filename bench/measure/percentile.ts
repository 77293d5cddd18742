/** The value that so many hundredths of the values do not exceed (nearest rank); NaN for none. */
export function percentile(values: readonly number[], hundredths: number): number {
  const sorted = [...values].sort((left, right) => left - right);
  return sorted[Math.max(0, Math.ceil((hundredths / 100) * sorted.length) - 1)] ?? Number.NaN;
}

export const median = (values: readonly number[]): number => percentile(values, 50);
