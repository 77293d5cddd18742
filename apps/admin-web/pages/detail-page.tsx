import { makeStyles, Spinner, Tab, TabList, Title2, tokens } from '@fluentui/react-components';
import { useNavigate, useParams } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useChosen } from '../shell/preferences.ts';
import { Problem } from '../shell/problem.tsx';

/** A part of a page that is shown at a time. */
export interface PageTab {
  /** Last part of its address; the first tab stands at the page's own address too. */
  readonly name: string;
  readonly label: string;
  content(): ReactNode;
}

export interface DetailPageProps {
  /** What the page is about, as the query gave it; undefined while it is asked for. */
  readonly title: string | undefined;
  readonly subtitle?: ReactNode;
  /** Address of the page without its tab. */
  readonly address: string;
  readonly actions?: ReactNode;
  readonly tabs: readonly PageTab[];
  readonly problem?: Error | null;
  onAgain(): void;
}

const useStyles = makeStyles({
  head: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: '0.5rem 1rem' },
  names: { flexGrow: 1, minWidth: 'min(100%, 14rem)', overflowWrap: 'anywhere' },
  subtitle: { color: tokens.colorNeutralForeground2 },
  actions: { display: 'flex', flexWrap: 'wrap', gap: '0.5rem' },
  tabs: { flexWrap: 'wrap', marginBlock: '0.5rem' },
});

/** One object: its name, what can be done with it, and its tabs, each with an address of its own (`…/:tab`). */
export function DetailPage({ title, subtitle, address, actions, tabs, problem, onAgain }: DetailPageProps) {
  const styles = useStyles();
  const { texts } = useChosen();
  const navigate = useNavigate();
  const { tab } = useParams({ strict: false }) as { tab?: string };
  if (problem) return <Problem problem={problem} onAgain={onAgain} />;
  if (title === undefined) return <Spinner label={texts.loading} />;
  const shown = tabs.find(({ name }) => name === tab) ?? tabs[0]!;
  return (
    <>
      <div className={styles.head}>
        <div className={styles.names}>
          <Title2 as="h1">{title}</Title2>
          {subtitle !== undefined && <div className={styles.subtitle}>{subtitle}</div>}
        </div>
        <div className={styles.actions}>{actions}</div>
      </div>
      {tabs.length > 1 && (
        <TabList
          className={styles.tabs}
          selectedValue={shown.name}
          onTabSelect={(_event, { value }) => void navigate({ to: `${address}/${value}` })}
        >
          {tabs.map(({ name, label }) => (
            <Tab key={name} value={name}>
              {label}
            </Tab>
          ))}
        </TabList>
      )}
      {tabs.length === 1 ? (
        shown.content()
      ) : (
        <div role="tabpanel" aria-label={shown.label}>
          {shown.content()}
        </div>
      )}
    </>
  );
}
