// biome-ignore-all lint/a11y/useSemanticElements: rows that are placed one by one are no rows of a <table>
import { Button, Checkbox, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { useTexts } from '../texts/define-texts.ts';
import { type Selection, useRowStyles } from './grid-row.tsx';
import type { Column, Row } from './list-column.ts';
import { listTexts } from './list-texts.ts';

const useStyles = makeStyles({
  head: { position: 'sticky', top: 0, zIndex: 1, backgroundColor: tokens.colorNeutralBackground2 },
  name: {
    fontSize: tokens.fontSizeBase200,
    fontWeight: tokens.fontWeightSemibold,
    color: tokens.colorNeutralForeground2,
  },
  button: {
    marginInlineStart: '-0.5rem',
    paddingInline: '0.5rem',
    minWidth: 'unset',
    maxWidth: '100%',
    font: 'inherit',
    color: 'inherit',
  },
});

export interface GridHeadProps {
  readonly rows: readonly Row[];
  readonly columns: readonly Column[];
  readonly gridTemplateColumns: string;
  readonly sort: { readonly property: string; readonly isDescending: boolean } | undefined;
  readonly selection: Selection | undefined;
  readonly onSort: ((property: string) => void) | undefined;
}

/** The names of the columns; it stays in sight. */
export function GridHead({ rows, columns, gridTemplateColumns, sort, selection, onSort }: GridHeadProps) {
  const styles = useStyles();
  const { row } = useRowStyles();
  return (
    <div role="rowgroup" className={styles.head}>
      <div role="row" tabIndex={-1} aria-rowindex={1} className={row} style={{ gridTemplateColumns }}>
        {selection !== undefined && <SelectAll rows={rows} selection={selection} />}
        {columns.map((column) => (
          <Heading key={column.name} column={column} sort={sort} onSort={onSort} />
        ))}
      </div>
    </div>
  );
}

function Heading({ column, sort, onSort }: Pick<GridHeadProps, 'sort' | 'onSort'> & { readonly column: Column }) {
  const styles = useStyles();
  const { cell } = useRowStyles();
  const { heading, sortedBy } = column;
  const isSorted = sortedBy !== undefined && sortedBy === sort?.property;
  const direction = !isSorted ? undefined : sort?.isDescending ? 'descending' : 'ascending';
  return (
    <div role="columnheader" tabIndex={-1} aria-sort={direction} className={mergeClasses(cell, styles.name)}>
      {sortedBy === undefined ? (
        heading
      ) : (
        <Button className={styles.button} appearance="transparent" size="small" onClick={() => onSort?.(sortedBy)}>
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
