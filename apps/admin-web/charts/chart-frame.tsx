import { Button, makeStyles, Subtitle2, tokens } from '@fluentui/react-components';
import { type ReactNode, useState } from 'react';
import { useTexts } from '../texts/define-texts.ts';
import { chartTexts } from './chart-texts.ts';

const useStyles = makeStyles({
  figure: { margin: 0, marginBlockEnd: '1.5rem' },
  head: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: '0.25rem 1rem', marginBlockEnd: '0.5rem' },
  title: { flexGrow: 1 },
  summary: { color: tokens.colorNeutralForeground2, marginBlock: '0.25rem' },
  table: { borderCollapse: 'collapse', width: '100%' },
  scroller: { maxHeight: '24rem', overflow: 'auto' },
  cell: {
    padding: '0.3rem 0.5rem',
    borderBottom: `1px solid ${tokens.colorNeutralStroke3}`,
    textAlign: 'start',
    overflowWrap: 'anywhere',
    fontVariantNumeric: 'tabular-nums',
  },
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

function ChartTable({ title, headings, rows }: Pick<ChartFrameProps, 'title' | 'headings' | 'rows'>) {
  const styles = useStyles();
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
    <section className={styles.scroller} aria-label={title} tabIndex={0}>
      <table className={styles.table}>
        <thead>
          <tr>
            {headings.map((heading) => (
              <th key={heading} scope="col" className={styles.cell}>
                {heading}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(([name, ...cells], at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: rows are shown as they are given
            <tr key={at}>
              <th scope="row" className={styles.cell}>
                {name}
              </th>
              {cells.map((cell, column) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: cells stand in their columns
                <td key={column} className={styles.cell}>
                  {cell}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
