import { Button } from '@fluentui/react-components';
import { useRef, useState } from 'react';
import { graph } from '../graph/graph.ts';
import { useChosen } from '../shell/preferences.ts';
import { useTexts } from '../texts/define-texts.ts';
import { csvLine } from './csv.ts';
import type { Column, Row } from './list-column.ts';
import { listTexts } from './list-texts.ts';
import { saveCsv } from './save-csv.ts';

export interface ExportButtonProps {
  /** Of the first page: filter, search and order as they are shown. */
  readonly address: string;
  readonly columns: readonly Column[];
  readonly fileName: string;
}

/** Reads everything that the list holds, page by page, and saves it as CSV; a second click stops. */
export function ExportButton({ address, columns, fileName }: ExportButtonProps) {
  const { language } = useChosen();
  const texts = useTexts(listTexts);
  const [read, setRead] = useState<number>();
  const [problem, setProblem] = useState('');
  const running = useRef<AbortController>(undefined);
  const run = async () => {
    const control = new AbortController();
    running.current = control;
    setProblem('');
    setRead(0);
    const lines = [csvLine(columns.map(({ heading }) => heading))];
    try {
      const first = address.replace(/%24top=\d+|\$top=\d+/, '$top=999');
      for await (const { value } of graph.pages<Row>(first, control.signal)) {
        for (const row of value) lines.push(csvLine(columns.map((column) => column.text(row))));
        setRead(lines.length - 1);
      }
      saveCsv(lines, fileName);
    } catch (error) {
      if (!control.signal.aborted) setProblem((error as Error).message);
    } finally {
      setRead(undefined);
    }
  };
  return (
    <>
      <Button onClick={() => (read === undefined ? void run() : running.current?.abort())}>
        {read === undefined ? texts.exportCsv : texts.exporting(read.toLocaleString(language))}
      </Button>
      {problem !== '' && <span role="alert">{problem}</span>}
    </>
  );
}
