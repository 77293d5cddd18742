import { MessageBar, MessageBarBody, makeStyles } from '@fluentui/react-components';
import { useQueryClient } from '@tanstack/react-query';
import { ObjectForm } from '../../forms/object-form.tsx';
import { graph } from '../../graph/graph.ts';
import { useChosen } from '../../shell/preferences.ts';
import { say } from '../../shell/toasts.ts';
import { useTexts } from '../../texts/define-texts.ts';
import { changedUser } from '../changed-user.ts';
import type { Profile } from '../user-object.ts';
import { flatValues, nestedValues } from './flat-values.ts';
import { Manager } from './manager.tsx';
import { editedProperties, type SectionName } from './property-names.ts';
import { extensionSections, propertySections } from './property-sections.ts';
import { propertyTexts } from './property-texts.ts';
import { Sponsors } from './sponsors.tsx';

const useStyles = makeStyles({ page: { display: 'flex', flexDirection: 'column', gap: '1rem', maxWidth: '60rem' } });

/** Everything about a person that can be changed. */
export function PropertiesTab({ profile: { user, extensions } }: { readonly profile: Profile }) {
  const styles = useStyles();
  const { language } = useChosen();
  const texts = useTexts(propertyTexts);
  const queries = useQueryClient();
  const isSynced = user.onPremisesSyncEnabled === true;
  const names = Object.keys(editedProperties) as SectionName[];
  const sections = propertySections(names, texts, language, isSynced).map((section, at) =>
    names[at] === 'job'
      ? { ...section, children: <Manager id={user.id} manager={user.manager ?? undefined} isReadOnly={isSynced} /> }
      : section,
  );
  return (
    <div className={styles.page}>
      {isSynced && (
        <MessageBar layout="multiline">
          <MessageBarBody>{texts.synced}</MessageBarBody>
        </MessageBar>
      )}
      <ObjectForm
        key={user.id}
        object={flatValues(user)}
        sections={[...sections, ...extensionSections(extensions, texts)]}
        onSave={async (changed) => {
          await graph.send({ method: 'PATCH', path: `/users/${user.id}`, body: nestedValues(changed) });
          await changedUser(queries, user.id);
          say({ text: texts.saved(String(changed.displayName ?? user.displayName)) });
        }}
      />
      <Sponsors id={user.id} />
    </div>
  );
}
