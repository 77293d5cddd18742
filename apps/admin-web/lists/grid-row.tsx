// biome-ignore-all lint/a11y/useSemanticElements: rows that are placed one by one are no rows of a <table>
import { Checkbox, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { memo } from 'react';
import { useTexts } from '../texts/define-texts.ts';
import type { Column, Row } from './list-column.ts';
import { listTexts } from './list-texts.ts';

/** Rows that somebody has ticked. */
export interface Selection {
  readonly ids: ReadonlySet<string>;
  onChange(ids: ReadonlySet<string>): void;
}

/** Of a row; those of 16 px text, and more where the person's text is larger. */
export const rowRem = 2.5;

export const useRowStyles = makeStyles({
  row: {
    display: 'grid',
    alignItems: 'center',
    height: `${rowRem}rem`,
    boxSizing: 'border-box',
    minWidth: 'fit-content',
    borderBottom: `1px solid ${tokens.colorNeutralStroke3}`,
  },
  placed: {
    position: 'absolute',
    insetInlineStart: 0,
    top: 0,
    width: '100%',
    // Not the colours of hovering and choosing: in high contrast no link can be read on them.
    ':hover': { backgroundColor: tokens.colorNeutralBackground3 },
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: '-2px' },
  },
  chosen: { backgroundColor: tokens.colorNeutralBackground5 },
  cell: { padding: '0 0.5rem', overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' },
});

export interface GridRowProps {
  readonly row: Row;
  readonly index: number;
  /** From the first row, px. */
  readonly start: number;
  readonly columns: readonly Column[];
  readonly gridTemplateColumns: string;
  /** Absent where rows cannot be ticked. */
  readonly isChosen: boolean | undefined;
  onChoose(id: string): void;
}

/** One row. Drawn again only when it changes: a list that is scrolled draws those that come into sight. */
export const GridRow = memo(function GridRow(props: GridRowProps) {
  const { row, index, start, columns, gridTemplateColumns, isChosen, onChoose } = props;
  const styles = useRowStyles();
  const texts = useTexts(listTexts);
  return (
    <div
      role="row"
      tabIndex={-1}
      data-row={index}
      aria-rowindex={index + 2}
      className={mergeClasses(styles.row, styles.placed, isChosen === true && styles.chosen)}
      style={{ gridTemplateColumns, transform: `translateY(${start}px)` }}
    >
      {isChosen !== undefined && (
        <div role="cell">
          <Checkbox
            aria-label={texts.selectRow(columns[0]!.text(row))}
            checked={isChosen}
            onChange={() => onChoose(row.id)}
          />
        </div>
      )}
      {columns.map((column) => (
        <div key={column.name} role="cell" className={styles.cell} title={column.text(row)}>
          {column.cell?.(row) ?? column.text(row)}
        </div>
      ))}
    </div>
  );
});
