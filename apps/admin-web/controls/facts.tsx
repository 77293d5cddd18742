import { makeStyles, tokens } from '@fluentui/react-components';
import { Fragment, type ReactNode } from 'react';

/** What something is, and its value; empty values are shown as a dash. */
export interface Fact {
  readonly label: string;
  readonly value: ReactNode;
}

const useStyles = makeStyles({
  list: {
    display: 'grid',
    gridTemplateColumns: 'minmax(8rem, max-content) minmax(0, 1fr)',
    gap: '0.4rem 1.5rem',
    margin: 0,
    '@media (max-width: 500px)': { gridTemplateColumns: 'minmax(0, 1fr)', gap: '0.1rem' },
  },
  label: { color: tokens.colorNeutralForeground2 },
  value: { margin: 0, overflowWrap: 'anywhere', '@media (max-width: 500px)': { marginBottom: '0.5rem' } },
});

/** Names and values, to be read. */
export function Facts({ facts }: { readonly facts: readonly Fact[] }) {
  const styles = useStyles();
  const isEmpty = (value: ReactNode) => value === undefined || value === null || value === '';
  return (
    <dl className={styles.list}>
      {facts.map(({ label, value }) => (
        <Fragment key={label}>
          <dt className={styles.label}>{label}</dt>
          <dd className={styles.value}>{isEmpty(value) ? '–' : value}</dd>
        </Fragment>
      ))}
    </dl>
  );
}
