import { makeStyles, Title2 } from '@fluentui/react-components';
import { useTexts } from '../texts/define-texts.ts';
import { AllUsersSection } from './all-users-section.tsx';
import { CreationSection } from './creation-section.tsx';
import { groupSettingsTexts } from './group-settings-texts.ts';
import { GuardSection } from './guard-section.tsx';

const useStyles = makeStyles({
  page: { '& h2': { margin: 0 }, display: 'flex', flexDirection: 'column', gap: '1.5rem' },
});

/** What counts for all groups. */
export function GroupSettingsPage() {
  const texts = useTexts(groupSettingsTexts);
  return (
    <div className={useStyles().page}>
      <Title2 as="h1">{texts.title}</Title2>
      <AllUsersSection />
      <CreationSection />
      <GuardSection />
    </div>
  );
}
