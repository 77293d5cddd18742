import { Button, makeStyles, Subtitle2 } from '@fluentui/react-components';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { FormField } from '../forms/form-field.ts';
import { ObjectForm } from '../forms/object-form.tsx';
import { useChosen } from '../shell/preferences.ts';
import { say } from '../shell/toasts.ts';
import { useTexts } from '../texts/define-texts.ts';
import { changeGroup } from './change-group.ts';
import { type Group, groupType, isDynamic, membershipType } from './group.ts';
import { groupPageTexts } from './group-page-texts.ts';
import { groupTexts } from './group-texts.ts';
import { guardFields, guardOf, guardValues } from './guard-form.ts';
import { ToAssignedDialog } from './to-assigned-dialog.tsx';
import type { GroupCounts } from './use-group.ts';

const useStyles = makeStyles({
  page: { '& h2': { margin: 0 }, display: 'flex', flexDirection: 'column', gap: '1.5rem' },
  section: {
    display: 'flex',
    flexDirection: 'column',
    alignItems: 'flex-start',
    gap: '0.5rem',
    '& form': { width: '100%' },
  },
  text: { margin: 0, maxWidth: '45rem' },
});

/** What a group is called and for, how its members come, and how many may leave it unasked. */
export function PropertiesTab({ group, counts }: { readonly group: Group; readonly counts: GroupCounts | undefined }) {
  const styles = useStyles();
  const { texts: general, language } = useChosen();
  const words = useTexts(groupTexts);
  const texts = useTexts(groupPageTexts);
  const queries = useQueryClient();
  const navigate = useNavigate();
  const [isConverting, setIsConverting] = useState(false);
  const fields = usePropertyFields(group);
  const saved = () => say({ text: texts.saved });
  const isConvertible = group.isAssignableToRole !== true && group.onPremisesSyncEnabled !== true;
  // A rule is written on a page of its own.
  const convert = () =>
    isDynamic(group) ? setIsConverting(true) : void navigate({ to: `/groups/${group.id}/convert` });
  const kind = groupType(group);
  const isOurs = kind === 'security' || kind === 'microsoft365';
  return (
    <div className={styles.page}>
      <ObjectForm
        object={group as unknown as Readonly<Record<string, unknown>>}
        sections={[{ title: texts.properties, fields }]}
        onSave={async (changed) => {
          await changeGroup(queries, group.id, changed);
          saved();
        }}
      />
      {isOurs && (
        <section className={styles.section}>
          <Subtitle2 as="h2">{words.membershipType}</Subtitle2>
          <p className={styles.text}>
            {words.membershipTypes[membershipType(group)]}. {isConvertible ? '' : texts.notConvertible}
          </p>
          {isConvertible && <Button onClick={convert}>{texts.convert}</Button>}
        </section>
      )}
      {isDynamic(group) && (
        <section className={styles.section}>
          <Subtitle2 as="h2">{texts.guard}</Subtitle2>
          <p className={styles.text}>{texts.guardText}</p>
          <ObjectForm
            object={guardValues(group.membershipGuard)}
            sections={[{ fields: guardFields(texts.guardFields, texts.guardFault) }]}
            onSave={async (changed) => {
              await changeGroup(queries, group.id, { membershipGuard: guardOf(group.membershipGuard, changed) });
              saved();
            }}
          />
        </section>
      )}
      {isConverting && (
        <ToAssignedDialog
          group={group}
          said={counts?.all === undefined ? general.loading : counts.all.toLocaleString(language)}
          onClose={() => setIsConverting(false)}
        />
      )}
    </div>
  );
}

function usePropertyFields(group: Group): readonly FormField[] {
  const words = useTexts(groupTexts);
  const texts = useTexts(groupPageTexts);
  const isUnified = groupType(group) === 'microsoft365';
  const visibilities = Object.entries(texts.visibilities).map(([value, label]) => ({ value, label }));
  const isFixed = group.visibility === 'HiddenMembership' || group.isAssignableToRole === true;
  return [
    { name: 'displayName', label: words.groupName, kind: 'text', isRequired: true, longest: 256 },
    { name: 'description', label: words.groupDescription, kind: 'long', longest: 1024 },
    ...(isUnified
      ? ([
          { name: 'mail', label: words.emailAddress, kind: 'text', isReadOnly: true },
          {
            name: 'visibility',
            label: texts.visibility,
            kind: 'choice',
            choices: isFixed ? visibilities : visibilities.filter(({ value }) => value !== 'HiddenMembership'),
            isReadOnly: isFixed,
          },
          { name: 'classification', label: texts.classification, kind: 'text', longest: 1024 },
          { name: 'preferredLanguage', label: texts.preferredLanguage, kind: 'text', longest: 64 },
        ] as const)
      : []),
    { name: 'mailNickname', label: texts.mailNickname, kind: 'text', isRequired: true, longest: 64 },
    { name: 'id', label: words.objectId, kind: 'text', isReadOnly: true },
  ];
}
