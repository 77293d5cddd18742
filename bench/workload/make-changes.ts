import { below, pick, pickWeighted, seededRandom } from './random.ts';
import { cities, listed, rings } from './vocabulary.ts';

/** One attribute of the user in line `i` (from 0) takes another value. */
export interface Change {
  readonly i: number;
  readonly attr: string;
  readonly value: string | boolean | null;
}

const weights = [
  ['department', 20],
  ['jobTitle', 16],
  ['city', 10],
  ['country', 5],
  ['officeLocation', 12],
  ['companyName', 5],
  ['accountEnabled', 14],
  ['extensionAttribute1', 8],
  ['extensionAttribute2', 6],
  ['extensionAttribute4', 4],
] as const;

/** Changes of a directory of `users`; the same for the same seed. */
export function* makeChanges(count: number, users: number, seed = 3): Generator<Change> {
  const random = seededRandom(seed * 104_729 + 7);
  for (let k = 0; k < count; k += 1) {
    const i = below(random, users);
    const attr = pickWeighted(random, weights);
    yield { i, attr, value: drawValue() };

    function drawValue(): string | boolean {
      if (attr === 'city') return cities[below(random, 2000)]!;
      if (attr === 'accountEnabled') return random() < 0.5;
      if (attr === 'extensionAttribute2') return pick(random, rings);
      const [table, draw] = listed[attr];
      return table[draw(random)]!;
    }
  }
}
