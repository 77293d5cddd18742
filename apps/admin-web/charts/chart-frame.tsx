import { Button, makeStyles, Subtitle2, tokens } from '@fluentui/react-components';
import { type ReactNode, useState } from 'react';
import { PlainTable } from '../lists/plain-table.tsx';
import { useTexts } from '../texts/define-texts.ts';
import { chartTexts } from './chart-texts.ts';

const useStyles = makeStyles({
  figure: { margin: 0, marginBlockEnd: '1.5rem' },
  head: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: '0.25rem 1rem', marginBlockEnd: '0.5rem' },
  title: { flexGrow: 1 },
  summary: { color: tokens.colorNeutralForeground2, marginBlock: '0.25rem' },
  table: { maxHeight: '24rem' },
});

export interface ChartFrameProps {
  readonly title: string;
  /** What the picture says, in words. */
  readonly summary?: string;
  readonly headings: readonly string[];
  /** The same numbers, row by row; the first cell names the row. */
  readonly rows: readonly (readonly string[])[];
  /** The picture; hidden from readers of the screen, who have the words and the table. */
  readonly children: ReactNode;
}

/** A picture that is a table too. */
export function ChartFrame({ title, summary, headings, rows, children }: ChartFrameProps) {
  const styles = useStyles();
  const texts = useTexts(chartTexts);
  const [isTable, setIsTable] = useState(false);
  return (
    <figure className={styles.figure}>
      <figcaption className={styles.head}>
        <Subtitle2 as="h2" className={styles.title}>
          {title}
        </Subtitle2>
        <Button size="small" onClick={() => setIsTable(!isTable)}>
          {isTable ? texts.asPicture : texts.asTable}
        </Button>
      </figcaption>
      {summary !== undefined && <p className={styles.summary}>{summary}</p>}
      {isTable ? <ChartTable title={title} headings={headings} rows={rows} /> : children}
    </figure>
  );
}

interface NumberedRow {
  readonly at: number;
  readonly cells: readonly string[];
}

function ChartTable({ title, headings, rows }: Pick<ChartFrameProps, 'title' | 'headings' | 'rows'>) {
  const styles = useStyles();
  return (
    <PlainTable
      label={title}
      isCompact
      className={styles.table}
      rows={rows.map((cells, at): NumberedRow => ({ at, cells }))}
      keyOf={({ at }) => String(at)}
      columns={headings.map((heading, column) => ({
        name: heading,
        heading,
        isRowName: column === 0,
        isNumber: column > 0,
        cell: ({ cells }: NumberedRow) => cells[column],
      }))}
    />
  );
}
