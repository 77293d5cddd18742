import { errors } from '../errors.ts';
import type { GuestMap, ImportMap } from './import-map.ts';
import type { LookupProperty } from './people-port.ts';
import { parseTarget, type Target } from './target.ts';
import { parseTemplate, type Template } from './template.ts';

/** A map bound to the columns of one file. */
export interface BoundMap {
  readonly key: LookupProperty;
  readonly columnCount: number;
  readonly values: readonly { readonly target: Target; readonly template: Template }[];
  readonly manager: { readonly template: Template; readonly refersTo: LookupProperty } | undefined;
  readonly guest: GuestMap | undefined;
  /** Columns that are not imported. */
  readonly ignoredColumns: readonly string[];
}

/** @throws AppError IMPORT_COLUMN_MISSING */
export function bindMap(map: ImportMap, header: readonly string[]): BoundMap {
  const numbers = new Map(header.map((column, i) => [column.toLowerCase(), i]));
  const used = new Set<number>();
  const columnNumber = (column: string): number => {
    const number = numbers.get(column.trim().toLowerCase());
    if (number === undefined) throw errors.IMPORT_COLUMN_MISSING({ column, header });
    used.add(number);
    return number;
  };
  const cell = (column: string) => ({ column: columnNumber(column), filters: [] });
  const values: BoundMap['values'] = [
    ...Object.entries(map.columns ?? {}).map(([column, name]) => [name, [cell(column)]] as const),
    ...Object.entries(map.constants ?? {}).map(([name, constant]) => [name, [String(constant)]] as const),
    ...Object.entries(map.templates ?? {}).map(([name, text]) => [name, parseTemplate(text, columnNumber)] as const),
  ].map(([name, template]) => ({ target: parseTarget(name) as Target, template }));
  const manager = map.manager === undefined ? undefined : bindManager(map.manager, columnNumber);
  return {
    key: map.key,
    columnCount: header.length,
    values,
    manager,
    guest: map.guest,
    ignoredColumns: header.filter((_, i) => !used.has(i)),
  };
}

function bindManager(manager: NonNullable<ImportMap['manager']>, columnNumber: (column: string) => number) {
  const template =
    'column' in manager
      ? [{ column: columnNumber(manager.column), filters: [] }]
      : parseTemplate(manager.template, columnNumber);
  return { template, refersTo: manager.refersTo };
}
