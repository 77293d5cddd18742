import { makeStyles, Tab, TabList, Title2 } from '@fluentui/react-components';
import { useNavigate } from '@tanstack/react-router';
import { useChosen } from '../shell/preferences.ts';
import { useTexts } from '../texts/define-texts.ts';
import { auditTexts } from './audit-texts.ts';

const useStyles = makeStyles({ tabs: { flexWrap: 'wrap', marginBottom: '0.5rem' } });

/** Heading of the logs, and the way from one to the other. */
export function LogTabs({ log }: { readonly log: 'changes' | 'signIns' }) {
  const styles = useStyles();
  const { texts: general } = useChosen();
  const texts = useTexts(auditTexts);
  const navigate = useNavigate();
  return (
    <>
      <Title2 as="h1">{general.audit}</Title2>
      <TabList
        className={styles.tabs}
        aria-label={texts.logs}
        selectedValue={log}
        onTabSelect={(_event, { value }) => void navigate({ to: value === 'changes' ? '/audit' : '/audit/sign-ins' })}
      >
        <Tab value="changes">{texts.changes}</Tab>
        <Tab value="signIns">{texts.signIns}</Tab>
      </TabList>
    </>
  );
}
