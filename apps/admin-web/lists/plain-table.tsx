// biome-ignore-all lint/a11y/useSemanticElements: rows that become cards on a telephone would lose what a <table> says
// biome-ignore-all lint/a11y/useFocusableInteractive: a table that is read is no control
import { makeStyles, mergeClasses, Spinner, tokens } from '@fluentui/react-components';
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
  cell(row: T): ReactNode;
}

export interface PlainTableProps<T> {
  readonly label: string;
  readonly columns: readonly PlainColumn<T>[];
  /** Undefined while they are asked for. */
  readonly rows: readonly T[] | undefined;
  keyOf(row: T): string;
  /** Shown when there is no row. */
  readonly empty: ReactNode;
}

const narrow = '@media (max-width: 640px)';
const hidden = {
  position: 'absolute',
  width: '1px',
  height: '1px',
  overflow: 'hidden',
  clipPath: 'inset(50%)',
} as const;

const useStyles = makeStyles({
  table: { display: 'grid', columnGap: '1rem', [narrow]: { display: 'block' } },
  part: { display: 'grid', gridColumn: '1 / -1', gridTemplateColumns: 'subgrid', [narrow]: { display: 'block' } },
  head: {
    padding: '0.4rem 0.5rem',
    fontWeight: tokens.fontWeightSemibold,
    borderBottom: `1px solid ${tokens.colorNeutralStroke1}`,
    [narrow]: hidden,
  },
  row: {
    alignItems: 'baseline',
    padding: '0.4rem 0.5rem',
    borderBottom: `1px solid ${tokens.colorNeutralStroke3}`,
    [narrow]: { padding: '0.75rem 0' },
  },
  cell: { overflowWrap: 'anywhere', minWidth: 0 },
  actions: { display: 'flex', flexWrap: 'wrap', gap: '0.25rem', justifyContent: 'flex-end' },
  hidden,
  label: { display: 'none', color: tokens.colorNeutralForeground2, [narrow]: { display: 'inline' } },
});

/** A table for some dozens of rows; on a telephone each row stands as a card. Lists of any length are `ListPage`'s. */
export function PlainTable<T>({ label, columns, rows, keyOf, empty }: PlainTableProps<T>) {
  const styles = useStyles();
  const { texts } = useChosen();
  if (rows === undefined) return <Spinner size="small" label={texts.loading} />;
  if (rows.length === 0) return empty;
  const gridTemplateColumns = columns
    .map(({ isActions, isWide }) => (isActions === true ? 'max-content' : `minmax(0, ${isWide === true ? 2 : 1}fr)`))
    .join(' ');
  return (
    <div role="table" aria-label={label} className={styles.table} style={{ gridTemplateColumns }}>
      <div role="rowgroup" className={styles.part}>
        <div role="row" className={mergeClasses(styles.part, styles.head)}>
          {columns.map(({ name, heading, isActions }) => (
            <span key={name} role="columnheader">
              <span className={isActions === true ? styles.hidden : undefined}>{heading}</span>
            </span>
          ))}
        </div>
      </div>
      <div role="rowgroup" className={styles.part}>
        {rows.map((row) => (
          <div key={keyOf(row)} role="row" className={mergeClasses(styles.part, styles.row)}>
            {columns.map(({ name, heading, isActions, cell }) => (
              <div key={name} role="cell" className={mergeClasses(styles.cell, isActions === true && styles.actions)}>
                {isActions !== true && (
                  <span className={styles.label} aria-hidden>
                    {heading}:{' '}
                  </span>
                )}
                {cell(row)}
              </div>
            ))}
          </div>
        ))}
      </div>
    </div>
  );
}
