import type { ComparisonOperator } from '@muster/directory';
import type { Literal } from './filter-scanner.ts';

/** Part of a path as the caller wrote it; `start` is its offset in the filter. */
export interface PathSegment {
  readonly text: string;
  readonly start: number;
}

export type FilterPath = readonly PathSegment[];
export type TextFunction = 'startsWith' | 'endsWith' | 'contains';

/** A filter as it was written: grammar checked, names and types not yet. */
export type FilterNode =
  | { readonly kind: 'and' | 'or'; readonly terms: readonly FilterNode[] }
  | { readonly kind: 'not'; readonly term: FilterNode }
  | {
      readonly kind: 'compare';
      readonly operator: ComparisonOperator;
      readonly path: FilterPath;
      readonly literal: Literal;
    }
  | { readonly kind: 'in'; readonly path: FilterPath; readonly literals: readonly Literal[] }
  | { readonly kind: 'call'; readonly name: TextFunction; readonly path: FilterPath; readonly text: string }
  | { readonly kind: 'isOf'; readonly type: PathSegment }
  | {
      readonly kind: 'any';
      readonly path: FilterPath;
      readonly variable: string | undefined;
      readonly body: FilterNode | undefined;
    }
  | {
      readonly kind: 'count';
      readonly path: FilterPath;
      readonly operator: ComparisonOperator;
      readonly literal: Literal;
    };
