// biome-ignore-all lint/a11y/useSemanticElements: rows that become cards on a telephone would lose what a <table> says
// biome-ignore-all lint/a11y/useFocusableInteractive: a table that is read is no control
import { makeStyles, mergeClasses, Spinner, Subtitle2, tokens } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { useChosen } from '../shell/preferences.ts';

/** One column of a table that is read as a whole. */
export interface PlainColumn<T> {
  readonly name: string;
  readonly heading: string;
  /** Holds buttons: as wide as they are, its heading only for those who do not see it. */
  readonly isActions?: boolean;
  /** For whole sentences and lists: it gets more of the width than others. */
  readonly isWide?: boolean;
  /** Names the row to those who hear it. */
  readonly isRowName?: boolean;
  /** Digits below digits, no wider than its words. */
  readonly isNumber?: boolean;
  cell(row: T): ReactNode;
}

export interface PlainTableProps<T> {
  /** Names the table to those who hear it. */
  readonly label: string;
  /** The label stands above the table too. */
  readonly isLabelShown?: boolean;
  /** Of names and numbers: stays a table on a telephone, and moves sideways there where it is too wide. */
  readonly isCompact?: boolean;
  readonly className?: string;
  readonly columns: readonly PlainColumn<T>[];
  /** Undefined while they are asked for. */
  readonly rows: readonly T[] | undefined;
  keyOf(row: T): string;
  /** Shown when there is no row. */
  readonly empty?: ReactNode;
}

const narrow = '@media (max-width: 40em)';
const hidden = {
  position: 'absolute',
  width: '1px',
  height: '1px',
  overflow: 'hidden',
  clipPath: 'inset(50%)',
} as const;

const useStyles = makeStyles({
  table: { display: 'grid', columnGap: '1rem' },
  compact: { columnGap: '0.75rem', overflow: 'auto' },
  part: { display: 'grid', gridColumn: '1 / -1', gridTemplateColumns: 'subgrid' },
  block: { [narrow]: { display: 'block' } },
  head: {
    padding: '0.4rem 0.5rem',
    alignItems: 'end',
    fontWeight: tokens.fontWeightSemibold,
    borderBottom: `1px solid ${tokens.colorNeutralStroke1}`,
  },
  gone: { [narrow]: hidden },
  row: { alignItems: 'baseline', padding: '0.4rem 0.5rem', borderBottom: `1px solid ${tokens.colorNeutralStroke3}` },
  card: { [narrow]: { padding: '0.75rem 0' } },
  cell: { overflowWrap: 'anywhere', minWidth: 0 },
  number: { overflowWrap: 'normal', fontVariantNumeric: 'tabular-nums', textAlign: 'end' },
  cardNumber: { [narrow]: { textAlign: 'start' } },
  actions: { display: 'flex', flexWrap: 'wrap', gap: '0.25rem', justifyContent: 'flex-end' },
  hidden,
  label: { display: 'none', color: tokens.colorNeutralForeground2, [narrow]: { display: 'inline' } },
  caption: { marginBlockEnd: '0.35rem' },
});

const widthOf = <T,>({ isActions, isNumber, isWide }: PlainColumn<T>, isCompact: boolean) => {
  if (isActions === true) return 'max-content';
  if (isNumber === true) return 'fit-content(6rem)';
  return `minmax(${isCompact ? '7rem' : '0'}, ${isWide === true ? 2 : 1}fr)`;
};

/** A table for some dozens of rows; on a telephone each row stands as a card. Lists of any length are `ListPage`'s. */
export function PlainTable<T>(props: PlainTableProps<T>) {
  const { label, isLabelShown, isCompact = false, className, columns, rows, keyOf, empty = null } = props;
  const styles = useStyles();
  const { texts } = useChosen();
  if (rows === undefined) return <Spinner size="small" label={texts.loading} />;
  if (rows.length === 0) return empty;
  const part = mergeClasses(styles.part, !isCompact && styles.block);
  const aligned = ({ isNumber }: PlainColumn<T>) =>
    isNumber === true && mergeClasses(styles.number, !isCompact && styles.cardNumber);
  const table = (
    <div
      role="table"
      aria-label={label}
      tabIndex={isCompact ? 0 : undefined}
      className={mergeClasses(styles.table, isCompact ? styles.compact : styles.block, className)}
      style={{ gridTemplateColumns: columns.map((column) => widthOf(column, isCompact)).join(' ') }}
    >
      <div role="rowgroup" className={part}>
        <div role="row" className={mergeClasses(part, styles.head, !isCompact && styles.gone)}>
          {columns.map((column) => (
            <span key={column.name} role="columnheader" className={mergeClasses(aligned(column))}>
              <span className={column.isActions === true ? styles.hidden : undefined}>{column.heading}</span>
            </span>
          ))}
        </div>
      </div>
      <div role="rowgroup" className={part}>
        {rows.map((row) => (
          <div key={keyOf(row)} role="row" className={mergeClasses(part, styles.row, !isCompact && styles.card)}>
            {columns.map((column) => (
              <div
                key={column.name}
                role={column.isRowName === true ? 'rowheader' : 'cell'}
                className={mergeClasses(styles.cell, column.isActions === true && styles.actions, aligned(column))}
              >
                {!isCompact && column.isActions !== true && (
                  <span className={styles.label} aria-hidden>
                    {column.heading}:{' '}
                  </span>
                )}
                {column.cell(row)}
              </div>
            ))}
          </div>
        ))}
      </div>
    </div>
  );
  if (isLabelShown !== true) return table;
  return (
    <div>
      <Subtitle2 block aria-hidden className={styles.caption}>
        {label}
      </Subtitle2>
      {table}
    </div>
  );
}
