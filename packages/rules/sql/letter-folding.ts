import { foldings } from '../regex/character-set.ts';

let knownForms: ReadonlyMap<string, readonly string[]> | undefined;

function forms(): ReadonlyMap<string, readonly string[]> {
  if (knownForms !== undefined) return knownForms;
  const found = new Map<string, string[]>();
  for (const [codePoint, foldedTo] of foldings()) {
    const [letter, folded] = [String.fromCodePoint(codePoint), String.fromCodePoint(foldedTo)];
    const others = found.get(folded);
    if (others === undefined) found.set(folded, [letter]);
    else others.push(letter);
  }
  knownForms = found;
  return found;
}

/**
 * The letters beyond ASCII that folding turns into letters of this folded text, each beside what it becomes: `é` beside
 * `É` for `ÉCOLE`. Letters of ASCII are not among them: they fold to ASCII, and nothing else does.
 */
export function foldedIntoLettersOf(folded: readonly string[]): { readonly from: string; readonly to: string } {
  const wanted = new Set(folded.flatMap((each) => [...each]));
  let [from, to] = ['', ''];
  for (const letter of wanted) {
    for (const other of forms().get(letter) ?? []) {
      from += other;
      to += letter;
    }
  }
  return { from, to };
}

const smallLetters = 'abcdefghijklmnopqrstuvwxyz';

/**
 * Every letter that folding (`foldCase`) changes, beside what it becomes. A database whose own upper case differs from
 * that for some letter cannot use an index by upper case for texts with it.
 */
export function foldedLetters(): readonly (readonly [letter: string, folded: string])[] {
  const ascii = [...smallLetters].map((letter) => [letter, letter.toUpperCase()] as const);
  const others = foldings().map((pair) => pair.map((each) => String.fromCodePoint(each)) as [string, string]);
  return [...ascii, ...others];
}
