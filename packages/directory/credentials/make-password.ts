import { randomInt } from 'node:crypto';

/** No letters or digits that are taken for one another. */
const kinds = ['abcdefghijkmnpqrstuvwxyz', 'ABCDEFGHJKLMNPQRSTUVWXYZ', '23456789', '-_.+='] as const;

/** A random password with characters of every kind: almost six bits for each. */
export function makePassword(length: number): string {
  const all = kinds.join('');
  const pick = (from: string) => from[randomInt(from.length)]!;
  const characters = [...kinds.map(pick), ...Array.from({ length: length - kinds.length }, () => pick(all))];
  for (let i = characters.length - 1; i > 0; i--) {
    const j = randomInt(i + 1);
    [characters[i], characters[j]] = [characters[j]!, characters[i]!];
  }
  return characters.join('');
}
