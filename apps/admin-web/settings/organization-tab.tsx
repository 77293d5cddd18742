import { makeStyles, Spinner } from '@fluentui/react-components';
import { Facts } from '../controls/facts.tsx';
import { ObjectForm } from '../forms/object-form.tsx';
import { useChosen } from '../shell/preferences.ts';
import { Problem } from '../shell/problem.tsx';
import { say } from '../shell/toasts.ts';
import { useTexts } from '../texts/define-texts.ts';
import { organizationPatchesOf, organizationValuesOf } from './organization.ts';
import { settingsTexts } from './settings-texts.ts';
import { useOrganization } from './use-organization.ts';

const useStyles = makeStyles({ box: { display: 'flex', flexDirection: 'column', gap: '1.25rem' } });

/** Who the organization is, and what people read of it. */
export function OrganizationTab() {
  const styles = useStyles();
  const texts = useTexts(settingsTexts);
  const { texts: general, language } = useChosen();
  const { read, branding, change, brand } = useOrganization();
  const problem = read.error ?? branding.error;
  if (problem !== null) {
    return (
      <Problem
        problem={problem}
        onAgain={() => {
          void read.refetch();
          void branding.refetch();
        }}
      />
    );
  }
  if (read.data === undefined || branding.data === undefined) return <Spinner label={general.loading} />;
  const organization = read.data;
  const { displayName, id, createdDateTime, verifiedDomains } = organization;
  const save = async (changed: Readonly<Record<string, unknown>>) => {
    const patches = organizationPatchesOf(changed, organization);
    if (patches.organization !== undefined) await change(patches.organization);
    if (patches.branding !== undefined) await brand(patches.branding);
    say({ text: texts.saved });
  };
  const created =
    createdDateTime === null
      ? null
      : new Intl.DateTimeFormat(language, { dateStyle: 'long' }).format(new Date(createdDateTime));
  const mail = (value: string) =>
    value.split('\n').every((line) => line.trim() === '' || /^\S+@\S+$/.test(line.trim()))
      ? undefined
      : texts.mailFault;
  return (
    <div className={styles.box}>
      <Facts
        facts={[
          { label: general.name, value: displayName },
          { label: texts.tenantId, value: id },
          { label: texts.defaultDomain, value: verifiedDomains.find(({ isDefault }) => isDefault)?.name },
          { label: texts.created, value: created },
        ]}
      />
      <ObjectForm
        object={organizationValuesOf(organization, branding.data.backgroundColor)}
        onSave={save}
        sections={[
          {
            title: texts.contacts,
            text: texts.contactsText,
            fields: [
              { name: 'technicalNotificationMails', label: texts.technical, kind: 'lines', check: mail },
              { name: 'securityComplianceNotificationMails', label: texts.security, kind: 'lines', check: mail },
              { name: 'securityComplianceNotificationPhones', label: texts.securityPhones, kind: 'lines' },
            ],
          },
          {
            title: texts.privacy,
            text: texts.privacyText,
            fields: [
              { name: 'contactEmail', label: texts.privacyContact, kind: 'text', check: mail },
              {
                name: 'statementUrl',
                label: texts.privacyUrl,
                hint: texts.privacyUrlHint,
                kind: 'text',
                check: (value) => (URL.canParse(value) ? undefined : texts.urlFault),
              },
            ],
          },
          {
            title: texts.branding,
            text: texts.brandingText,
            fields: [
              {
                name: 'backgroundColor',
                label: texts.color,
                hint: texts.colorHint,
                kind: 'text',
                longest: 7,
                check: (value) => (/^#[0-9a-f]{6}$/i.test(value) ? undefined : texts.colorFault),
              },
            ],
          },
        ]}
      />
    </div>
  );
}
