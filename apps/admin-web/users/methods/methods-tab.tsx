import { Button, makeStyles, Spinner } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { graph } from '../../graph/graph.ts';
import type { Row } from '../../lists/list-column.ts';
import { PlainTable } from '../../lists/plain-table.tsx';
import { useChosen } from '../../shell/preferences.ts';
import { Problem } from '../../shell/problem.tsx';
import { useTexts } from '../../texts/define-texts.ts';
import { instantText } from '../../texts/instant-text.ts';
import { profileTexts } from '../profile-texts.ts';
import { AccessPassDialog } from './access-pass-dialog.tsx';
import { DeleteMethodDialog } from './delete-method-dialog.tsx';

const useStyles = makeStyles({ page: { display: 'flex', flexDirection: 'column', gap: '1rem', maxWidth: '60rem' } });

export const typeOf = (method: Row) => String(method['@odata.type']);

/** How somebody proves who they are, as an administrator sees and changes it. */
export function MethodsTab({ user }: { readonly user: Row }) {
  const styles = useStyles();
  const { texts: general, language } = useChosen();
  const texts = useTexts(profileTexts);
  const [isAdding, setIsAdding] = useState(false);
  const [deleted, setDeleted] = useState<Row>();
  const methods = useQuery({
    queryKey: ['object', 'users', user.id, 'methods'],
    queryFn: ({ signal }) => graph.page<Row>(`/users/${user.id}/authentication/methods`, signal),
  });
  if (methods.error !== null) return <Problem problem={methods.error} onAgain={() => void methods.refetch()} />;
  if (methods.isPending) return <Spinner label={general.loading} />;
  const all = methods.data.value;
  const nameOf = (method: Row) => texts.methods[typeOf(method)] ?? typeOf(method);
  const detailOf = (method: Row) => {
    if (!typeOf(method).includes('temporaryAccessPass')) return String(method.displayName ?? '–');
    const minutes = Number(method.lifetimeInMinutes).toLocaleString(language);
    const state = texts.passStates[String(method.methodUsabilityReason)] ?? '';
    return `${texts.passDetail(minutes, method.isUsableOnce === true)}, ${state}`;
  };
  return (
    <div className={styles.page}>
      <div>
        <Button onClick={() => setIsAdding(true)}>{texts.addPass}</Button>
      </div>
      <PlainTable
        label={texts.tabs.methods}
        rows={all}
        keyOf={(method) => `${typeOf(method)}${method.id}`}
        empty={<p>{texts.noMethods}</p>}
        columns={[
          { name: 'method', heading: texts.method, cell: nameOf },
          {
            name: 'added',
            heading: texts.added,
            cell: ({ createdDateTime }) => instantText(createdDateTime, language) ?? '–',
          },
          { name: 'detail', heading: texts.detail, cell: detailOf },
          {
            name: 'remove',
            heading: general.remove,
            isActions: true,
            cell: (method) =>
              !typeOf(method).includes('password') && (
                <Button size="small" onClick={() => setDeleted(method)}>
                  {texts.deleteMethod(nameOf(method))}
                </Button>
              ),
          },
        ]}
      />
      {isAdding && <AccessPassDialog id={user.id} onClose={() => setIsAdding(false)} />}
      {deleted !== undefined && (
        <DeleteMethodDialog
          id={user.id}
          method={deleted}
          name={nameOf(deleted)}
          left={all.length - 1}
          onClose={() => setDeleted(undefined)}
        />
      )}
    </div>
  );
}
