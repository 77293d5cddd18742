import type { Texts } from '../texts/english.ts';

/** An object as the API gives it. */
export type Row = Readonly<Record<string, unknown>> & { readonly id: string };

/** Texts that are words and not sentences with places. */
export type PlainText = { [K in keyof Texts]: Texts[K] extends string ? K : never }[keyof Texts];

export interface Column {
  /** Name of its heading, and by which a choice of columns is kept. */
  readonly name: PlainText;
  /** What it reads of the object. */
  readonly reads: readonly string[];
  /** The property that the server sorts by; absent where it does not. */
  readonly sortedBy?: string;
  readonly isShownFirst: boolean;
  text(row: Row, texts: Texts, language: string): string;
}

/** A column that shows one property as it is. */
export function plainColumn(name: PlainText, isShownFirst: boolean, isSorted = false): Column {
  return {
    name,
    reads: [name],
    ...(isSorted ? { sortedBy: name } : {}),
    isShownFirst,
    text: (row) => String(row[name] ?? ''),
  };
}

/** A column that shows a date. */
export function dateColumn(name: PlainText, isShownFirst: boolean): Column {
  const text = (row: Row, _texts: Texts, language: string) => {
    const value = row[name];
    return typeof value === 'string' ? new Date(value).toLocaleDateString(language) : '';
  };
  return { ...plainColumn(name, isShownFirst), text };
}

/** A column of yes and no. */
export function flagColumn(name: PlainText, isShownFirst: boolean): Column {
  const text = (row: Row, texts: Texts) => (row[name] === true ? texts.yes : row[name] === false ? texts.no : '');
  return { ...plainColumn(name, isShownFirst), text };
}
