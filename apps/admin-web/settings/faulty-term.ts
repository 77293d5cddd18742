/** The first of the terms, one to a line, that is too short or too long. */
export function faultyTerm(lines: string): string | undefined {
  const terms = lines.split('\n').map((line) => line.trim());
  return terms.find((term) => term !== '' && (term.length < 4 || term.length > 16));
}
