import { makeStyles, Subtitle2, tokens } from '@fluentui/react-components';
import type { ReactNode } from 'react';

const useStyles = makeStyles({
  box: {
    display: 'flex',
    flexDirection: 'column',
    alignItems: 'flex-start',
    gap: '0.5rem',
    maxWidth: '36rem',
    padding: '1rem',
    borderRadius: tokens.borderRadiusLarge,
    backgroundColor: tokens.colorNeutralBackground2,
  },
  text: { margin: 0 },
});

export interface EmptyStateProps {
  readonly title: string;
  /** What would stand here, and how it comes. */
  readonly text: string;
  /** The button that makes the first one. */
  readonly children?: ReactNode;
}

/** Teaches what a place is for while nothing stands there. */
export function EmptyState({ title, text, children }: EmptyStateProps) {
  const styles = useStyles();
  return (
    <div className={styles.box}>
      <Subtitle2 as="h2">{title}</Subtitle2>
      <p className={styles.text}>{text}</p>
      {children}
    </div>
  );
}
