import type { CheckOptions, RuleObjectType } from '@muster/rules';
import type { EditorLanguage } from '../operators/operator-words.ts';

/** Something that can be written where the cursor stands. */
export interface Completion {
  readonly kind: 'property' | 'element' | 'operator' | 'value' | 'connector' | 'parenthesis' | 'form';
  /** The text to put in. */
  readonly insert: string;
  /** What it means, in the language asked for; empty where the text says it. */
  readonly detail: string;
  /** How many objects have the value; for values from the directory. */
  readonly count?: number;
}

/** What can be written at a place, and the stretch of text that it replaces. */
export interface Completions {
  readonly from: number;
  readonly to: number;
  readonly options: readonly Completion[];
}

/** A value that objects have, and how many have it. */
export interface CountedValue {
  readonly value: string;
  readonly count: number;
}

/** Finds the values of a property that begin with a text, most frequent first. */
export type ValueSource = (type: RuleObjectType, property: string, begin: string) => Promise<readonly CountedValue[]>;

/** What completion knows beside the text. */
export interface CompletionContext extends CheckOptions {
  readonly language: EditorLanguage;
  /** The kind of object the rule is about when the text does not say; both when absent. */
  readonly objectType?: RuleObjectType;
  readonly values?: ValueSource;
  /** Names of directory extensions, for example `extension_…_badge`. */
  readonly extensions?: readonly string[];
}
