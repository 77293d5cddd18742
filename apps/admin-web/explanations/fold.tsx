import { makeStyles } from '@fluentui/react-components';
import { type ReactNode, useState } from 'react';

const useStyles = makeStyles({ summary: { cursor: 'pointer' } });

export interface FoldProps {
  readonly summary: string;
  readonly children: ReactNode;
  readonly isOpen?: boolean;
}

/** What is behind it is made when it is opened. */
export function Fold({ summary, children, isOpen: isOpenFirst = false }: FoldProps) {
  const [isOpen, setIsOpen] = useState(isOpenFirst);
  const styles = useStyles();
  return (
    <details open={isOpen} onToggle={(event) => setIsOpen(event.currentTarget.open)}>
      <summary className={styles.summary}>{summary}</summary>
      {isOpen && children}
    </details>
  );
}
