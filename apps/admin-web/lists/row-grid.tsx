// biome-ignore-all lint/a11y/useSemanticElements: rows that are placed one by one are no rows of a <table>
// biome-ignore-all lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
import { makeStyles, mergeClasses, Spinner } from '@fluentui/react-components';
import { defaultRangeExtractor, type Range, useVirtualizer } from '@tanstack/react-virtual';
import { type ReactNode, useCallback, useEffect, useRef, useState } from 'react';
import { useTexts } from '../texts/define-texts.ts';
import { GridHead } from './grid-head.tsx';
import { GridRow, rowRem, type Selection } from './grid-row.tsx';
import type { Column, Row } from './list-column.ts';
import { listTexts } from './list-texts.ts';
import { useRowKeys } from './use-row-keys.ts';

export type { Selection } from './grid-row.tsx';

export interface RowGridProps {
  readonly label: string;
  readonly rows: readonly Row[];
  readonly columns: readonly Column[];
  /** How many there are, read or not. */
  readonly count: number;
  readonly sort?: { readonly property: string; readonly isDescending: boolean } | undefined;
  readonly isLoading: boolean;
  /** Absent where rows cannot be ticked. */
  readonly selection?: Selection | undefined;
  /** Shown when there is no row. */
  readonly empty: ReactNode;
  /** Absent where no column says by what it is sorted. */
  onSort?(property: string): void;
  /** The last rows that were read are in sight. */
  onEnd(): void;
}

const readAhead = 60;

/** A date with its time is shown whole, on a telephone too. */
const widthOf = {
  little: 'minmax(6.5rem, 0.6fr)',
  usual: 'minmax(9rem, 1fr)',
  more: 'minmax(11.5rem, 1fr)',
  much: 'minmax(13rem, 3fr)',
} as const;

const useStyles = makeStyles({
  scroller: { flexGrow: 1, overflow: 'auto', minHeight: '10rem', outlineOffset: '-2px' },
  headOnly: { flexGrow: 0, flexShrink: 0, minHeight: 'auto' },
  body: { position: 'relative', minWidth: 'fit-content' },
  note: { padding: '1rem' },
});

/** Height of a row in px: it grows with the size of text that the person set in the browser. */
function readRowPx(): number {
  return rowRem * Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
}

/** Rows of which only those in sight are in the page. Arrow keys go from row to row, Enter opens one. */
export function RowGrid(props: RowGridProps) {
  const { label, rows, columns, count, sort, isLoading, selection, empty, onSort, onEnd } = props;
  const styles = useStyles();
  const texts = useTexts(listTexts);
  const scroller = useRef<HTMLDivElement>(null);
  const [rowPx] = useState(readRowPx);
  const [active, setActive] = useState(-1);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowPx,
    overscan: 12,
    // Rows begin below the names of the columns, which are as high as a row.
    scrollPaddingEnd: rowPx,
    // The row with the keyboard stays in the page wherever the list is scrolled to, and the keyboard with it.
    rangeExtractor: useCallback((range: Range) => withRow(defaultRangeExtractor(range), active, range.count), [active]),
  });
  const items = virtual.getVirtualItems();
  const last = items.at(-1)?.index ?? 0;
  useEffect(() => {
    if (rows.length > 0 && last >= rows.length - readAhead) onEnd();
  }, [last, rows.length, onEnd]);
  const { onKeyDown, onFocus } = useRowKeys({ scroller, virtual, count: rows.length, rowPx, active, setActive });
  const onChoose = useChoice(selection);
  const widths = columns.map(({ room }) => widthOf[room ?? 'usual']);
  const gridTemplateColumns = `${selection === undefined ? '' : '2.5rem '}${widths.join(' ')}`;
  const isEmpty = !isLoading && rows.length === 0;
  return (
    <>
      <div
        ref={scroller}
        className={mergeClasses(styles.scroller, isEmpty && styles.headOnly)}
        role="table"
        aria-label={label}
        aria-rowcount={count + 1}
        tabIndex={0}
        onKeyDown={onKeyDown}
        onFocus={onFocus}
      >
        <GridHead {...{ rows, columns, gridTemplateColumns, sort, selection, onSort }} />
        <div role="rowgroup" className={styles.body} style={{ height: virtual.getTotalSize() }}>
          {items.map(({ index, start }) => (
            <GridRow
              key={rows[index]!.id}
              row={rows[index]!}
              isChosen={selection?.ids.has(rows[index]!.id)}
              {...{ index, start, columns, gridTemplateColumns, onChoose }}
            />
          ))}
        </div>
        {isLoading && <Spinner className={styles.note} size="small" label={texts.loading} />}
      </div>
      {isEmpty && <div className={styles.note}>{empty}</div>}
    </>
  );
}

function withRow(indexes: number[], row: number, count: number): number[] {
  if (row < 0 || row >= count || indexes.includes(row)) return indexes;
  return [...indexes, row].sort((a, b) => a - b);
}

/** Ticks a row or takes the tick away; the same function for as long as the list stands. */
function useChoice(selection: Selection | undefined): (id: string) => void {
  const present = useRef(selection);
  present.current = selection;
  return useCallback((id) => {
    if (present.current === undefined) return;
    const next = new Set(present.current.ids);
    if (!next.delete(id)) next.add(id);
    present.current.onChange(next);
  }, []);
}
