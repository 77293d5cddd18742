import type { SqlText } from './sql-text.ts';

/**
 * How one rule property is kept in a table. The SQL of each kind gives null for a missing value: `text` a text;
 * `boolean` and `instant` a `boolean` and a `timestamptz`; `id` a `uuid`; `texts` and `plans` a JSON array of texts or of
 * plans, an empty one for none as well; `opaque` anything at all, of which only the presence can be asked in SQL.
 */
export type SqlOperand =
  | {
      readonly kind: 'text';
      readonly sql: SqlText;
      /** The expression an index has for this text in the database's own upper case, where there is one. */
      readonly indexed?: SqlText;
    }
  | { readonly kind: 'boolean' | 'instant' | 'id' | 'texts' | 'plans' | 'opaque'; readonly sql: SqlText };

/** What compiled rules know of the table they are asked about. Its texts hold neither U+0000 nor lone surrogates. */
export interface SqlTable {
  /** How a property is kept, by its canonical rule name; `managerId` stands for the manager. */
  operandOf(name: string): SqlOperand;
  /**
   * True when the database's own upper case makes equal whatever folding makes equal to this folded text, so that an
   * index by upper case has all candidates.
   */
  foldsAlike(folded: string): boolean;
}
