import pg from 'pg';

type Parser = (text: string) => unknown;

const oids = { int8: 20, int8Array: 1016, timestamptz: 1184 } as const;

// The driver's own type lists only scalar types.
const builtIn = pg.types.getTypeParser as (oid: number, format?: 'text' | 'binary') => Parser;

const parseDate = builtIn(oids.timestamptz) as (text: string) => Date;
const parseArray = builtIn(oids.int8Array) as (text: string) => string[];

/** Values as the directory has them: instants and all numbers, which stay below 2^53, as numbers. */
const parsers: Readonly<Record<number, Parser>> = {
  [oids.int8]: Number,
  [oids.int8Array]: (text) => parseArray(text).map(Number),
  [oids.timestamptz]: (text) => parseDate(text).getTime(),
};

/** Epoch milliseconds of an instant as the database writes it. */
export const timestampParser = parsers[oids.timestamptz] as (text: string) => number;

/** What reads values of a type, given as the database writes them. */
export function parserOf(oid: number): Parser {
  return parsers[oid] ?? builtIn(oid, 'text');
}

/** The same for statements that the driver runs itself. */
export const valueTypes: pg.CustomTypesConfig = {
  getTypeParser: (oid: number, format?: 'text' | 'binary') =>
    format === 'binary' ? builtIn(oid, format) : parserOf(oid),
};
