import type { CheckOptions, RuleObjectType } from '@muster/rules';
import { createContext, useContext } from 'react';
import type { NodeCount } from '../preview/rule-preview.ts';
import type { RowEdit } from '../rows/edit-rows.ts';
import type { RowPath } from '../rows/rule-rows.ts';

/** A row that has no property yet, and so no text: where it will stand. */
export interface DraftRow {
  readonly kind: 'add' | 'nest';
  readonly path: RowPath;
  readonly connector: 'and' | 'or';
  /** The group it joins has its connector already. */
  readonly isJoinedAlready?: boolean;
}

/** What the rows of a builder have in common. */
export interface BuilderGround {
  readonly kind: RuleObjectType;
  readonly options: CheckOptions;
  readonly extensions: readonly string[];
  readonly draft: DraftRow | undefined;
  /** How many each condition keeps, where that is known for the present text. */
  countAt(position: number, length: number): NodeCount | undefined;
  /** False when the rule could not be read afterwards: nothing is done then. */
  edit(edit: RowEdit): boolean;
  begin(draft: DraftRow | undefined): void;
}

export const BuilderContext = createContext<BuilderGround | undefined>(undefined);

export function useBuilder(): BuilderGround {
  return useContext(BuilderContext)!;
}

/** How people call a row: 2.1 is the first of the second. */
export function placeName(path: RowPath): string {
  return path.length === 0 ? '1' : path.map((each) => each + 1).join('.');
}
