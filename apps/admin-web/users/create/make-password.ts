const kinds = ['ABCDEFGHJKLMNPQRSTUVWXYZ', 'abcdefghijkmnpqrstuvwxyz', '23456789', '-+=!?%'] as const;
const length = 16;

/** A number below `limit`, each as likely as any other. */
function randomBelow(limit: number): number {
  const most = Math.floor(256 / limit) * limit;
  for (;;) {
    const [byte] = crypto.getRandomValues(new Uint8Array(1));
    if (byte! < most) return byte! % limit;
  }
}

const pick = (letters: string) => letters[randomBelow(letters.length)]!;

/** A password of sixteen characters with every kind among them, without those that are mistaken for one another. */
export function makePassword(): string {
  const letters = [...kinds.map(pick), ...Array.from({ length: length - kinds.length }, () => pick(kinds.join('')))];
  for (let at = letters.length - 1; at > 0; at -= 1) {
    const other = randomBelow(at + 1);
    [letters[at], letters[other]] = [letters[other]!, letters[at]!];
  }
  return letters.join('');
}
