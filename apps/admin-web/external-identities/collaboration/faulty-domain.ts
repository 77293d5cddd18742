/** The first line that is no domain. The API decides in the end, on letters beyond ASCII for one. */
export function faultyDomain(lines: string): string | undefined {
  const domains = lines.split('\n').map((line) => line.trim());
  return domains.find((domain) => domain !== '' && !/^[^\s@,;/.]+(\.[^\s@,;/.]+)+$/.test(domain));
}
