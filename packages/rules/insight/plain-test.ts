import { foldCodePoint } from '../regex/character-set.ts';
import { parsePattern } from '../regex/parse-pattern.ts';
import type { PatternNode } from '../regex/pattern-tree.ts';

/**
 * What a pattern asks of a text, said without a pattern; the texts are spelled as in the pattern. `anything` is true of
 * every text, the empty one too.
 */
export type PlainTest =
  | { readonly kind: 'anything' }
  | { readonly kind: 'equals' | 'startsWith' | 'endsWith' | 'contains'; readonly text: string }
  | { readonly kind: 'isIn'; readonly texts: readonly string[] };

/** The most texts that a pattern may stand for and still count as a list. */
export const mostListedTexts = 50;

/**
 * The plain test that accepts exactly the texts in which the pattern is found, ignoring case; undefined where the
 * structure of the pattern does not prove that there is one.
 *
 * What may be empty at an open end of a pattern can go: wherever the rest is found, the whole is found too. What
 * remains must be plain characters between anchors, or a few alternatives of them between both.
 */
export function plainTestOf(source: string): PlainTest | undefined {
  return plainTestOfTree(parsePattern(source));
}

function plainTestOfTree(tree: PatternNode): PlainTest | undefined {
  if (tree.kind === 'choice') return testOfChoice(tree.options) ?? testOfParts([tree]);
  return testOfParts(flatten(tree));
}

function testOfChoice(options: readonly PatternNode[]): PlainTest | undefined {
  const texts: string[] = [];
  for (const option of options) {
    const test = plainTestOfTree(option);
    if (test?.kind === 'anything') return test;
    if (test?.kind === 'equals') texts.push(test.text);
    else if (test?.kind === 'isIn') texts.push(...test.texts);
    else return undefined;
  }
  return listed(texts);
}

function testOfParts(all: readonly PatternNode[]): PlainTest | undefined {
  const parts = [...all];
  const hasStart = takeEdge(parts, 'start');
  const hasEnd = takeEdge(parts, 'end');
  const texts = textsOf({ kind: 'sequence', parts });
  if (texts === undefined || texts.length === 0) return undefined;
  if (hasStart && hasEnd) return listed(texts);
  if (texts.includes('')) return { kind: 'anything' };
  const [text, ...others] = texts;
  if (others.length > 0) return undefined;
  return { kind: hasStart ? 'startsWith' : hasEnd ? 'endsWith' : 'contains', text: text! };
}

/** Takes the anchors away at one end, and what may be empty outside of them; true when there was an anchor. */
function takeEdge(parts: PatternNode[], anchor: 'start' | 'end'): boolean {
  let isAnchored = false;
  for (;;) {
    const edge = anchor === 'start' ? parts[0] : parts.at(-1);
    const mayGo = edge?.kind === anchor || (!isAnchored && edge?.kind === 'repetition' && edge.min === 0);
    if (!mayGo) return isAnchored;
    if (edge.kind === anchor) isAnchored = true;
    if (anchor === 'start') parts.shift();
    else parts.pop();
  }
}

/** Every text that a part without anchors stands for, each once ignoring case; undefined when they are too many. */
function textsOf(part: PatternNode): readonly string[] | undefined {
  switch (part.kind) {
    case 'character':
      return isHalf(part.codePoint) ? undefined : [String.fromCodePoint(part.codePoint)];
    case 'set':
      return textsOfSet(part.set);
    case 'sequence':
      return part.parts.reduce<readonly string[] | undefined>((heads, each) => joined(heads, textsOf(each)), ['']);
    case 'choice': {
      const options = part.options.map(textsOf);
      return options.some((each) => each === undefined) ? undefined : unique(options.flatMap((each) => each!));
    }
    case 'repetition':
      return textsOfRepetition(part);
    default:
      return undefined;
  }
}

function textsOfRepetition({ part, min, max }: Extract<PatternNode, { kind: 'repetition' }>) {
  if (max === null || max > 3) return undefined;
  const once = textsOf(part);
  let whole: readonly string[] | undefined = min === 0 ? [''] : [];
  let exactly: readonly string[] | undefined = [''];
  for (let times = 1; times <= max; times += 1) {
    exactly = joined(exactly, once);
    if (exactly === undefined) return undefined;
    if (times >= min) whole = unique([...whole, ...exactly]);
    if (whole === undefined) return undefined;
  }
  return whole;
}

/** A few characters, each in any case: `[Ss]`, `[-_]`. */
function textsOfSet(set: Extract<PatternNode, { kind: 'set' }>['set']): readonly string[] | undefined {
  if (set.isNegated || set.categories.size > 0 || set.scripts.length > 0) return undefined;
  const texts: string[] = [];
  for (const [from, to] of set.ranges) {
    if (to - from >= mostListedTexts || isHalf(from) || isHalf(to)) return undefined;
    for (let codePoint = from; codePoint <= to; codePoint += 1) texts.push(String.fromCodePoint(codePoint));
  }
  return unique(texts);
}

/** Half of a surrogate pair: texts are compared by halves, patterns by whole characters. */
function isHalf(codePoint: number): boolean {
  return codePoint >= 0xd800 && codePoint <= 0xdfff;
}

function joined(heads: readonly string[] | undefined, tails: readonly string[] | undefined) {
  if (heads === undefined || tails === undefined || heads.length * tails.length > mostListedTexts) return undefined;
  return heads.flatMap((head) => tails.map((tail) => head + tail));
}

function unique(texts: readonly string[]): readonly string[] | undefined {
  const first = new Map<string, string>();
  for (const text of texts) {
    const folded = [...text].map((each) => foldCodePoint(each.codePointAt(0)!)).join(' ');
    if (!first.has(folded)) first.set(folded, text);
  }
  return first.size > mostListedTexts ? undefined : [...first.values()];
}

function listed(texts: readonly string[]): PlainTest | undefined {
  const [text, ...others] = unique(texts) ?? [];
  if (text === undefined) return undefined;
  return others.length === 0 ? { kind: 'equals', text } : { kind: 'isIn', texts: [text, ...others] };
}

/** Groups without alternatives are as good as their contents. */
function flatten(part: PatternNode): readonly PatternNode[] {
  return part.kind === 'sequence' ? part.parts.flatMap(flatten) : [part];
}
