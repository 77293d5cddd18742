import { makeStyles, Title2, tokens } from '@fluentui/react-components';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { RuledGroup } from './ruled-group.ts';

const useStyles = makeStyles({
  head: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: '0.5rem 1rem' },
  names: { flexGrow: 1, minWidth: 'min(100%, 14rem)', overflowWrap: 'anywhere' },
  link: { color: tokens.colorBrandForegroundLink, textDecoration: 'none', ':hover': { textDecoration: 'underline' } },
  buttons: { display: 'flex', flexWrap: 'wrap', gap: '0.5rem' },
});

export interface WorkplaceHeadProps {
  readonly title: string;
  readonly group: RuledGroup;
  /** Buttons. */
  readonly children: ReactNode;
}

/** What is done with which group, and the buttons that do it. */
export function WorkplaceHead({ title, group, children }: WorkplaceHeadProps) {
  const styles = useStyles();
  return (
    <div className={styles.head}>
      <div className={styles.names}>
        <Title2 as="h1">{title}</Title2>
        <div>
          <Link to={`/groups/${group.id}`} className={styles.link}>
            {group.displayName}
          </Link>
        </div>
      </div>
      <div className={styles.buttons}>{children}</div>
    </div>
  );
}
