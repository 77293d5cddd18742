// biome-ignore-all lint/a11y/useSemanticElements: rows that are placed one by one are no rows of a <table>
// biome-ignore-all lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
import { Button, makeStyles, Spinner, tokens } from '@fluentui/react-components';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef } from 'react';
import { useChosen } from '../shell/preferences.ts';
import type { Column, Row } from './list-column.ts';

export interface RowGridProps {
  readonly label: string;
  readonly rows: readonly Row[];
  readonly columns: readonly Column[];
  /** How many there are, read or not. */
  readonly count: number;
  readonly sort: { readonly property: string; readonly isDescending: boolean } | undefined;
  readonly isLoading: boolean;
  onSort(property: string): void;
  /** The last rows that were read are in sight. */
  onEnd(): void;
}

const rowPx = 40;
const readAhead = 60;

const useStyles = makeStyles({
  scroller: { flexGrow: 1, overflow: 'auto', minHeight: '10rem', outlineOffset: '-2px' },
  row: {
    display: 'grid',
    alignItems: 'center',
    height: `${rowPx}px`,
    minWidth: 'fit-content',
    borderBottom: `1px solid ${tokens.colorNeutralStroke3}`,
  },
  placed: { position: 'absolute', insetInlineStart: 0, top: 0, width: '100%' },
  head: {
    position: 'sticky',
    top: 0,
    zIndex: 1,
    backgroundColor: tokens.colorNeutralBackground2,
    fontWeight: tokens.fontWeightSemibold,
  },
  cell: { padding: '0 0.5rem', overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' },
  body: { position: 'relative', minWidth: 'fit-content' },
  note: { padding: '1rem' },
});

/** Rows of which only those in sight are in the page. */
export function RowGrid({ label, rows, columns, count, sort, isLoading, onSort, onEnd }: RowGridProps) {
  const styles = useStyles();
  const { texts, language } = useChosen();
  const scroller = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowPx,
    overscan: 12,
  });
  const items = virtual.getVirtualItems();
  const last = items.at(-1)?.index ?? 0;
  useEffect(() => {
    if (rows.length > 0 && last >= rows.length - readAhead) onEnd();
  }, [last, rows.length, onEnd]);
  const gridTemplateColumns = `repeat(${columns.length}, minmax(9rem, 1fr))`;
  const direction = (column: Column) => {
    if (column.sortedBy === undefined || column.sortedBy !== sort?.property) return undefined;
    return sort.isDescending ? 'descending' : 'ascending';
  };
  return (
    <div
      ref={scroller}
      className={styles.scroller}
      role="table"
      aria-label={label}
      aria-rowcount={count + 1}
      tabIndex={0}
    >
      <div role="rowgroup" className={styles.head}>
        <div role="row" tabIndex={-1} aria-rowindex={1} className={styles.row} style={{ gridTemplateColumns }}>
          {columns.map((column) => (
            <div
              key={column.name}
              role="columnheader"
              tabIndex={-1}
              aria-sort={direction(column)}
              className={styles.cell}
            >
              {column.sortedBy === undefined ? (
                texts[column.name]
              ) : (
                <Button appearance="transparent" size="small" onClick={() => onSort(column.sortedBy!)}>
                  {texts[column.name]} {{ ascending: '↑', descending: '↓', none: '' }[direction(column) ?? 'none']}
                </Button>
              )}
            </div>
          ))}
        </div>
      </div>
      <div role="rowgroup" className={styles.body} style={{ height: virtual.getTotalSize() }}>
        {items.map(({ index, start }) => (
          <div
            key={rows[index]!.id}
            role="row"
            tabIndex={-1}
            aria-rowindex={index + 2}
            className={`${styles.row} ${styles.placed}`}
            style={{ gridTemplateColumns, transform: `translateY(${start}px)` }}
          >
            {columns.map((column) => (
              <div key={column.name} role="cell" className={styles.cell}>
                {column.text(rows[index]!, texts, language)}
              </div>
            ))}
          </div>
        ))}
      </div>
      {isLoading && <Spinner className={styles.note} size="small" label={texts.loading} />}
      {!isLoading && rows.length === 0 && (
        <p className={styles.note}>
          {texts.empty} {texts.emptyHint}
        </p>
      )}
    </div>
  );
}
