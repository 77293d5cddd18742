import { Button, makeStyles, Spinner } from '@fluentui/react-components';
import { lazy, Suspense, useState } from 'react';
import { useChosen } from '../shell/preferences.ts';
import { useTexts } from '../texts/define-texts.ts';
import { auditTexts } from './audit-texts.ts';

const GroupHistory = lazy(async () => ({ default: (await import('../charts/group-history.tsx')).GroupHistory }));

const useStyles = makeStyles({ part: { marginBlockStart: '1.5rem' }, picture: { marginBlockStart: '0.75rem' } });

/** How the members of the group went over time, loaded on demand. */
export function GroupPicture({ groupId }: { readonly groupId: string }) {
  const styles = useStyles();
  const { texts: general } = useChosen();
  const texts = useTexts(auditTexts);
  const [isOpen, setIsOpen] = useState(false);
  return (
    <section className={styles.part} aria-label={texts.overTime}>
      <Button aria-expanded={isOpen} onClick={() => setIsOpen(!isOpen)}>
        {texts.overTime}
      </Button>
      {isOpen && (
        <div className={styles.picture}>
          <Suspense fallback={<Spinner label={general.loading} />}>
            <GroupHistory groupId={groupId} />
          </Suspense>
        </div>
      )}
    </section>
  );
}
