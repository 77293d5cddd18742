// biome-ignore-all lint/a11y/useSemanticElements: rows that are placed one by one are no rows of a <table>
// biome-ignore-all lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
import { Button, Checkbox, makeStyles, mergeClasses, Spinner, tokens } from '@fluentui/react-components';
import { useVirtualizer } from '@tanstack/react-virtual';
import { type ReactNode, useEffect, useRef } from 'react';
import { useTexts } from '../texts/define-texts.ts';
import type { Column, Row } from './list-column.ts';
import { listTexts } from './list-texts.ts';

/** Rows that somebody has ticked. */
export interface Selection {
  readonly ids: ReadonlySet<string>;
  onChange(ids: ReadonlySet<string>): void;
}

export interface RowGridProps {
  readonly label: string;
  readonly rows: readonly Row[];
  readonly columns: readonly Column[];
  /** How many there are, read or not. */
  readonly count: number;
  readonly sort: { readonly property: string; readonly isDescending: boolean } | undefined;
  readonly isLoading: boolean;
  /** Absent where rows cannot be ticked. */
  readonly selection?: Selection | undefined;
  /** Shown when there is no row. */
  readonly empty: ReactNode;
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
  placed: {
    position: 'absolute',
    insetInlineStart: 0,
    top: 0,
    width: '100%',
    ':hover': { backgroundColor: tokens.colorSubtleBackgroundHover },
  },
  head: {
    position: 'sticky',
    top: 0,
    zIndex: 1,
    backgroundColor: tokens.colorNeutralBackground2,
  },
  columnName: {
    fontSize: tokens.fontSizeBase200,
    fontWeight: tokens.fontWeightSemibold,
    color: tokens.colorNeutralForeground2,
  },
  cell: { padding: '0 0.5rem', overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' },
  heading: {
    marginInlineStart: '-0.5rem',
    paddingInline: '0.5rem',
    minWidth: 'unset',
    font: 'inherit',
    color: 'inherit',
  },
  body: { position: 'relative', minWidth: 'fit-content' },
  note: { padding: '1rem' },
});

/** Rows of which only those in sight are in the page. */
export function RowGrid(props: RowGridProps) {
  const { label, rows, columns, count, isLoading, selection, empty, onEnd } = props;
  const styles = useStyles();
  const texts = useTexts(listTexts);
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
  const gridTemplateColumns = `${selection === undefined ? '' : '2.5rem '}repeat(${columns.length}, minmax(9rem, 1fr))`;
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
          {selection !== undefined && <SelectAll rows={rows} selection={selection} />}
          {columns.map((column) => (
            <Heading key={column.name} column={column} {...props} />
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
            className={mergeClasses(styles.row, styles.placed)}
            style={{ gridTemplateColumns, transform: `translateY(${start}px)` }}
          >
            {selection !== undefined && (
              <SelectRow row={rows[index]!} name={columns[0]!.text(rows[index]!)} selection={selection} />
            )}
            {columns.map((column) => (
              <div key={column.name} role="cell" className={styles.cell} title={column.text(rows[index]!)}>
                {column.cell?.(rows[index]!) ?? column.text(rows[index]!)}
              </div>
            ))}
          </div>
        ))}
      </div>
      {isLoading && <Spinner className={styles.note} size="small" label={texts.loading} />}
      {!isLoading && rows.length === 0 && <div className={styles.note}>{empty}</div>}
    </div>
  );
}

function Heading({ column, sort, onSort }: Pick<RowGridProps, 'sort' | 'onSort'> & { readonly column: Column }) {
  const styles = useStyles();
  const { heading, sortedBy } = column;
  const isSorted = sortedBy !== undefined && sortedBy === sort?.property;
  const direction = !isSorted ? undefined : sort?.isDescending ? 'descending' : 'ascending';
  return (
    <div
      role="columnheader"
      tabIndex={-1}
      aria-sort={direction}
      className={mergeClasses(styles.cell, styles.columnName)}
    >
      {sortedBy === undefined ? (
        heading
      ) : (
        <Button className={styles.heading} appearance="transparent" size="small" onClick={() => onSort(sortedBy)}>
          {heading} {{ ascending: '↑', descending: '↓', none: '' }[direction ?? 'none']}
        </Button>
      )}
    </div>
  );
}

function SelectAll({ rows, selection }: { readonly rows: readonly Row[]; readonly selection: Selection }) {
  const texts = useTexts(listTexts);
  const { ids, onChange } = selection;
  const areAll = rows.length > 0 && rows.every(({ id }) => ids.has(id));
  return (
    <div role="columnheader" tabIndex={-1}>
      <Checkbox
        aria-label={texts.selectAll}
        checked={areAll ? true : ids.size > 0 ? 'mixed' : false}
        onChange={() => onChange(areAll ? new Set() : new Set(rows.map(({ id }) => id)))}
      />
    </div>
  );
}

interface SelectRowProps {
  readonly row: Row;
  readonly name: string;
  readonly selection: Selection;
}

function SelectRow({ row, name, selection }: SelectRowProps) {
  const texts = useTexts(listTexts);
  const { ids, onChange } = selection;
  const toggled = () => {
    const next = new Set(ids);
    if (!next.delete(row.id)) next.add(row.id);
    return next;
  };
  return (
    <div role="cell">
      <Checkbox aria-label={texts.selectRow(name)} checked={ids.has(row.id)} onChange={() => onChange(toggled())} />
    </div>
  );
}
