import type { Instant } from '@muster/kernel';

/** A value that goes to the database beside the text of a statement; `type` says as what. */
export type SqlParameter =
  | { readonly type: 'text' | 'uuid'; readonly value: string }
  | { readonly type: 'texts' | 'uuids'; readonly value: readonly string[] }
  | { readonly type: 'instant'; readonly value: Instant }
  | { readonly type: 'numbers'; readonly value: readonly number[] };

/** A piece of PostgreSQL text with the values in it: `parts` is one longer than `values`, which stand between them. */
export interface SqlText {
  readonly parts: readonly string[];
  readonly values: readonly SqlParameter[];
}

/** A piece of SQL from a template. Only the template itself becomes text; a parameter never does. */
export function sqlText(strings: TemplateStringsArray, ...inserts: readonly (SqlText | SqlParameter)[]): SqlText {
  const parts = [strings[0]!];
  const values: SqlParameter[] = [];
  inserts.forEach((insert, i) => {
    const after = strings[i + 1]!;
    if ('parts' in insert) {
      parts[parts.length - 1] += insert.parts[0]!;
      parts.push(...insert.parts.slice(1));
      values.push(...insert.values);
      parts[parts.length - 1] += after;
    } else {
      values.push(insert);
      parts.push(after);
    }
  });
  return { parts, values };
}

/** The pieces with the separator between them; at least one. */
export function joinSql(pieces: readonly SqlText[], separator: ' and ' | ' or ' | ', '): SqlText {
  const parts: string[] = [''];
  const values: SqlParameter[] = [];
  pieces.forEach((piece, i) => {
    parts[parts.length - 1] += (i === 0 ? '' : separator) + piece.parts[0]!;
    parts.push(...piece.parts.slice(1));
    values.push(...piece.values);
  });
  return { parts, values };
}

/** A text as a parameter. */
export function textParameter(value: string): SqlParameter {
  return { type: 'text', value };
}
