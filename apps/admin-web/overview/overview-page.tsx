import { makeStyles, Spinner, Title2 } from '@fluentui/react-components';
import { Navigate } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { useIsAdministrator } from '../shell/own-rights.ts';
import { useChosen } from '../shell/preferences.ts';
import { Counts } from './counts.tsx';
import { ProcessingSection } from './processing-section.tsx';

// The words of the log are not needed to show the numbers.
const LastChanges = lazy(async () => ({ default: (await import('./last-changes.tsx')).LastChanges }));

const useStyles = makeStyles({
  parts: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fit, minmax(min(100%, 26rem), 1fr))',
    gap: '1.5rem 2.5rem',
    alignItems: 'start',
    marginTop: '1.75rem',
  },
});

/** How the directory stands: how many there are, what waits for somebody, and what was done last. */
export function OverviewPage() {
  const styles = useStyles();
  const { texts } = useChosen();
  const isAdministrator = useIsAdministrator();
  if (isAdministrator === undefined) return <Spinner label={texts.loading} />;
  if (!isAdministrator) return <Navigate to="/my" replace />;
  return (
    <>
      <Title2 as="h1">{texts.overview}</Title2>
      <Counts />
      <div className={styles.parts}>
        <ProcessingSection />
        <Suspense>
          <LastChanges />
        </Suspense>
      </div>
    </>
  );
}
