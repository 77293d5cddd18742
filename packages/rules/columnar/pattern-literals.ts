import { foldCodePoint } from '../regex/character-set.ts';
import { parsePattern } from '../regex/parse-pattern.ts';
import type { PatternNode } from '../regex/pattern-tree.ts';

/** A folded text that every folded text matching a pattern begins with, ends with, or holds. */
export interface RequiredLiteral {
  readonly kind: 'startsWith' | 'endsWith' | 'contains';
  readonly folded: string;
}

/**
 * Folded texts that are necessary, not sufficient, for a pattern to match: its rows of plain characters outside
 * alternatives and repetitions. Those at an anchored end come first, then the longest of the others.
 */
export function requiredLiterals(source: string): readonly RequiredLiteral[] {
  return literalsOf(partsOf(source));
}

/** The same for a pattern that is this sequence of parts. */
export function literalsOf(parts: readonly PatternNode[]): readonly RequiredLiteral[] {
  const found: RequiredLiteral[] = [];
  let longest = '';
  for (let i = 0; i < parts.length; i += 1) {
    const from = i;
    let folded = '';
    for (let part = parts[i]; part?.kind === 'character'; part = parts[i]) {
      folded += String.fromCodePoint(foldCodePoint(part.codePoint));
      i += 1;
    }
    if (folded === '') continue;
    if (from === 1 && parts[0]!.kind === 'start') found.push({ kind: 'startsWith', folded });
    else if (i === parts.length - 1 && parts[i]!.kind === 'end') found.push({ kind: 'endsWith', folded });
    else if (folded.length > longest.length) longest = folded;
  }
  return longest === '' ? found : [...found, { kind: 'contains', folded: longest }];
}

/** True when every match of a pattern begins where the text begins. */
export function isAnchored(source: string): boolean {
  return partsOf(source)[0]?.kind === 'start';
}

function partsOf(source: string): readonly PatternNode[] {
  return flatten(parsePattern(source));
}

/** Groups without alternatives are as good as their contents. */
function flatten(part: PatternNode): readonly PatternNode[] {
  return part.kind === 'sequence' ? part.parts.flatMap(flatten) : [part];
}
