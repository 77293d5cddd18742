import { Button, makeStyles, Subtitle1 } from '@fluentui/react-components';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { ConfirmDialog } from '../controls/confirm-dialog.tsx';
import { ObjectPicker, pickedUsers } from '../controls/object-picker.tsx';
import { graph } from '../graph/graph.ts';
import type { Row } from '../lists/list-column.ts';
import { type PlainColumn, PlainTable } from '../lists/plain-table.tsx';
import { RowLink } from '../lists/row-link.tsx';
import { basePath, origin } from '../session/place.ts';
import { useChosen } from '../shell/preferences.ts';
import { Problem } from '../shell/problem.tsx';
import { say } from '../shell/toasts.ts';
import { useTexts } from '../texts/define-texts.ts';
import { deviceTexts } from './device-texts.ts';

const useStyles = makeStyles({
  part: {
    display: 'flex',
    flexDirection: 'column',
    gap: '0.5rem',
    maxWidth: '60rem',
    marginTop: '1rem',
    '& > h2': { margin: 0 },
  },
  picker: { maxWidth: '26rem' },
});

type Link = 'registeredOwners' | 'registeredUsers';

/** Whose device it is, and who uses it. */
export function DevicePeopleTab({ id }: { readonly id: string }) {
  return (
    <>
      <Links id={id} link="registeredOwners" />
      <Links id={id} link="registeredUsers" />
    </>
  );
}

function Links({ id, link }: { readonly id: string; readonly link: Link }) {
  const styles = useStyles();
  const { texts: general } = useChosen();
  const texts = useTexts(deviceTexts);
  const queryClient = useQueryClient();
  const [removed, setRemoved] = useState<Row>();
  const [problem, setProblem] = useState<Error>();
  const path = `/devices/${id}/${link}`;
  const key = ['object', 'devices', id, link];
  const people = useQuery({
    queryKey: key,
    queryFn: async ({ signal }) =>
      (await graph.page<Row>(`${path}?$select=id,displayName,userPrincipalName`, signal)).value,
  });
  const isOwner = link === 'registeredOwners';
  const title = isOwner ? texts.owner : texts.users;
  const add = async (person: Row) => {
    setProblem(undefined);
    const body = { '@odata.id': `${origin}${basePath}v1.0/users/${person.id}` };
    try {
      await graph.send({ method: 'POST', path: `${path}/$ref`, body });
      await queryClient.invalidateQueries({ queryKey: key });
      say({ text: texts.saidAdded(String(person.displayName)) });
    } catch (error) {
      setProblem(error as Error);
    }
  };
  const remove = async (person: Row) => {
    await graph.send({ method: 'DELETE', path: `${path}/${person.id}/$ref` });
    await queryClient.invalidateQueries({ queryKey: key });
    say({
      text: texts.saidRemoved(String(person.displayName)),
      action: { label: general.undo, run: () => add(person) },
    });
  };
  const columns: readonly PlainColumn<Row>[] = [
    { name: 'name', heading: general.name, cell: (row) => <RowLink to="/users" row={row} /> },
    { name: 'upn', heading: texts.kind, cell: (row) => String(row.userPrincipalName ?? '–') },
    {
      name: 'actions',
      heading: texts.actions,
      isActions: true,
      cell: (row) => (
        <Button size="small" onClick={() => setRemoved(row)}>
          {general.remove}
        </Button>
      ),
    },
  ];
  return (
    <section className={styles.part} aria-label={title}>
      <Subtitle1 as="h2">{title}</Subtitle1>
      {people.error !== null && <Problem problem={people.error} onAgain={() => void people.refetch()} />}
      {people.error === null && (
        <PlainTable
          label={title}
          columns={columns}
          rows={people.data}
          keyOf={(row) => row.id}
          empty={isOwner ? texts.noOwner : texts.noUsers}
        />
      )}
      {!(isOwner && people.data?.length !== 0) && (
        <div className={styles.picker}>
          <ObjectPicker
            label={isOwner ? texts.setOwner : texts.addUser}
            kind={pickedUsers}
            without={new Set(people.data?.map((row) => row.id))}
            onPick={(row) => void add(row)}
          />
        </div>
      )}
      {problem !== undefined && <Problem problem={problem} onAgain={() => setProblem(undefined)} />}
      {removed !== undefined && (
        <ConfirmDialog
          title={texts.removeTitle(String(removed.displayName))}
          confirm={general.remove}
          onConfirm={() => remove(removed)}
          onClose={() => setRemoved(undefined)}
        >
          <p>{texts.removeText}</p>
        </ConfirmDialog>
      )}
    </section>
  );
}
