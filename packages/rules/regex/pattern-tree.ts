import type { CharacterSet } from './character-set.ts';

/** A pattern as it was understood. Groups capture nothing and quantifiers are neither greedy nor lazy: only whether a
 * text matches is ever asked. */
export type PatternNode =
  | { readonly kind: 'character'; readonly codePoint: number }
  | { readonly kind: 'set'; readonly set: CharacterSet }
  | { readonly kind: 'start' | 'end' | 'wordBoundary' | 'noWordBoundary' }
  | { readonly kind: 'sequence'; readonly parts: readonly PatternNode[] }
  | { readonly kind: 'choice'; readonly options: readonly PatternNode[] }
  | PatternRepetition;

export interface PatternRepetition {
  readonly kind: 'repetition';
  readonly part: PatternNode;
  readonly min: number;
  /** Null means without end. */
  readonly max: number | null;
}
