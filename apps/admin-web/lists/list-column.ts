import type { ReactNode } from 'react';

/** An object as the API gives it. */
export type Row = Readonly<Record<string, unknown>> & { readonly id: string };

/** A column of a list, in the person's language. */
export interface Column {
  /** By which the address keeps a choice of columns. */
  readonly name: string;
  readonly heading: string;
  /** What it reads of the object. */
  readonly reads: readonly string[];
  /** The property that the server sorts by; absent where it does not. */
  readonly sortedBy?: string;
  readonly isShownFirst: boolean;
  /** Of the width: little for a word, more for a date with its time, much for texts of several words; absent, the usual. */
  readonly room?: 'little' | 'more' | 'much';
  /** For the table and for the export. */
  text(row: Row): string;
  /** Shown instead of the text, which stays what it says: a link, a badge. */
  cell?(row: Row): ReactNode;
}

type Shown = Pick<Column, 'isShownFirst'> & { readonly isSorted?: boolean };

/** A column that shows one property as it is. */
export function plainColumn(name: string, heading: string, { isShownFirst, isSorted = false }: Shown): Column {
  return {
    name,
    heading,
    reads: [name],
    ...(isSorted ? { sortedBy: name } : {}),
    isShownFirst,
    text: (row) => String(row[name] ?? ''),
  };
}

/** A column that shows an instant as a date with its time, in the person's own time zone. */
export function dateColumn(name: string, heading: string, language: string, shown: Shown): Column {
  const written = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short' });
  const text = (row: Row) => {
    const value = row[name];
    return typeof value === 'string' ? written.format(new Date(value)) : '';
  };
  return { ...plainColumn(name, heading, shown), room: 'more', text };
}

/** A column of yes and no; empty where the object says neither. */
export function flagColumn(
  name: string,
  heading: string,
  said: { readonly yes: string; readonly no: string },
  shown: Shown,
): Column {
  const text = (row: Row) => (row[name] === true ? said.yes : row[name] === false ? said.no : '');
  return { ...plainColumn(name, heading, shown), text };
}

/** The name of an object; its id where it has none. */
export const nameOf = (row: Row): string => String(row.displayName ?? row.id);
