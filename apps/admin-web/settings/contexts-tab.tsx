import { Button, makeStyles, Spinner } from '@fluentui/react-components';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { EmptyState } from '../controls/empty-state.tsx';
import { useQuestion } from '../controls/use-question.tsx';
import { graph } from '../graph/graph.ts';
import { PlainTable } from '../lists/plain-table.tsx';
import { useChosen } from '../shell/preferences.ts';
import { Problem } from '../shell/problem.tsx';
import { say } from '../shell/toasts.ts';
import { useTexts } from '../texts/define-texts.ts';
import { type AuthenticationContext, contextsPath } from './authentication-contexts.ts';
import { ContextDialog } from './context-dialog.tsx';
import { settingsTexts } from './settings-texts.ts';

const useStyles = makeStyles({
  box: { display: 'flex', flexDirection: 'column', gap: '0.75rem', maxWidth: '60rem', alignItems: 'flex-start' },
  text: { margin: 0 },
  table: { alignSelf: 'stretch' },
});

/** Authentication contexts: labels by which applications and rules of roles ask for a second factor. */
export function ContextsTab() {
  const styles = useStyles();
  const texts = useTexts(settingsTexts);
  const { texts: general } = useChosen();
  const queries = useQueryClient();
  const { ask, dialog } = useQuestion();
  const [edited, setEdited] = useState<AuthenticationContext | 'new'>();
  const contexts = useQuery({
    queryKey: ['authenticationContexts'],
    queryFn: ({ signal }) => graph.get<{ value: readonly AuthenticationContext[] }>(contextsPath, signal),
  });
  if (contexts.error !== null) return <Problem problem={contexts.error} onAgain={() => void contexts.refetch()} />;
  if (contexts.data === undefined) return <Spinner label={general.loading} />;
  const { value } = contexts.data;
  const remove = ({ id, displayName }: AuthenticationContext) =>
    ask({
      title: texts.deleteTitle(displayName),
      text: <p>{texts.deleteContextText}</p>,
      confirm: texts.delete,
      run: async () => {
        await graph.send({ method: 'DELETE', path: `${contextsPath}/${id}` });
        await queries.invalidateQueries({ queryKey: ['authenticationContexts'] });
        say({ text: texts.deleted(displayName) });
      },
    });
  const actionsOf = (context: AuthenticationContext) => (
    <>
      <Button size="small" aria-label={`${general.edit}: ${context.displayName}`} onClick={() => setEdited(context)}>
        {general.edit}
      </Button>
      <Button size="small" aria-label={`${texts.delete}: ${context.displayName}`} onClick={() => void remove(context)}>
        {texts.delete}
      </Button>
    </>
  );
  return (
    <div className={styles.box}>
      <p className={styles.text}>{texts.contextsText}</p>
      <Button onClick={() => setEdited('new')}>{texts.newContext}</Button>
      <div className={styles.table}>
        <PlainTable
          label={texts.contexts}
          rows={value}
          keyOf={({ id }) => id}
          empty={<EmptyState title={texts.noContexts} text={texts.noContextsText} />}
          columns={[
            { name: 'name', heading: general.name, cell: ({ displayName }) => displayName },
            { name: 'id', heading: texts.contextId, cell: ({ id }) => id },
            { name: 'description', heading: texts.description, cell: ({ description }) => description ?? '–' },
            {
              name: 'published',
              heading: texts.published,
              cell: ({ isAvailable }) => (isAvailable ? general.yes : general.no),
            },
            { name: 'actions', heading: texts.actions, isActions: true, cell: actionsOf },
          ]}
        />
      </div>
      {edited !== undefined && (
        <ContextDialog
          context={edited === 'new' ? undefined : edited}
          taken={value.map(({ id }) => id)}
          onClose={() => setEdited(undefined)}
        />
      )}
      {dialog}
    </div>
  );
}
