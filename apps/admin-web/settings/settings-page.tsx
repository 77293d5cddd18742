import { DetailPage } from '../pages/detail-page.tsx';
import { useChosen } from '../shell/preferences.ts';
import { useTexts } from '../texts/define-texts.ts';
import { ContextsTab } from './contexts-tab.tsx';
import { DomainsTab } from './domains-tab.tsx';
import { OrganizationTab } from './organization-tab.tsx';
import { PasswordsTab } from './passwords-tab.tsx';
import { RulesTab } from './rules-tab.tsx';
import { settingsTexts } from './settings-texts.ts';
import { UserSettingsTab } from './user-settings-tab.tsx';

/** What counts for the whole directory. */
export function SettingsPage() {
  const { texts: general } = useChosen();
  const texts = useTexts(settingsTexts);
  return (
    <DetailPage
      title={general.settings}
      address="/settings"
      onAgain={() => undefined}
      tabs={[
        { name: 'organization', label: texts.organization, content: () => <OrganizationTab /> },
        { name: 'domains', label: texts.domains, content: () => <DomainsTab /> },
        { name: 'user-settings', label: texts.userSettings, content: () => <UserSettingsTab /> },
        { name: 'password-protection', label: texts.passwords, content: () => <PasswordsTab /> },
        { name: 'authentication-contexts', label: texts.contexts, content: () => <ContextsTab /> },
        { name: 'rules', label: texts.rules, content: () => <RulesTab /> },
      ]}
    />
  );
}
