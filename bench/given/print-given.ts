import type { GivenResult } from './run-given.ts';

/** The result as one line of JSON, numbers to four digits; what could not be measured is null. */
export function printGiven(result: GivenResult): string {
  return JSON.stringify(result, (_, value: unknown) => {
    if (typeof value !== 'number' || Number.isInteger(value)) return value;
    return Number.isFinite(value) ? Number(value.toPrecision(4)) : null;
  });
}

/** The result for people, a figure a line. */
export function givenTable(result: GivenResult): string {
  return Object.entries(JSON.parse(printGiven(result)) as object)
    .map(([name, value]) => `${name.padEnd(24)}${typeof value === 'object' ? JSON.stringify(value) : value}`)
    .join('\n');
}
