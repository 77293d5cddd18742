import { Field, Input } from '@fluentui/react-components';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { ConfirmDialog } from '../../controls/confirm-dialog.tsx';
import { useChosen } from '../../shell/preferences.ts';
import { useTexts } from '../../texts/define-texts.ts';
import { type BulkKind, undoOf } from './bulk-request.ts';
import { bulkTexts } from './bulk-texts.ts';
import { countMemberships, readPeople } from './bulk-work.ts';
import { runBulk } from './run-bulk.ts';

export interface BulkDialogProps {
  readonly kind: BulkKind;
  readonly ids: readonly string[];
  onClose(): void;
  /** The work has begun. */
  onBegun(): void;
}

/** Most people whose memberships are counted before a question. */
const mostCounted = 200;

/** Asks before something is done with several people, with what comes of it in numbers. */
export function BulkDialog({ kind, ids, onClose, onBegun }: BulkDialogProps) {
  const { texts: general, language } = useChosen();
  const texts = useTexts(bulkTexts);
  const queries = useQueryClient();
  const [typed, setTyped] = useState('');
  const isDeleted = kind === 'restore' || kind === 'purge';
  const people = useQuery({
    queryKey: ['people', isDeleted, ids],
    queryFn: () => readPeople(ids, isDeleted),
    gcTime: 0,
  });
  const isCounted = kind === 'delete' && ids.length <= mostCounted;
  const memberships = useQuery({
    queryKey: ['memberships', ids],
    queryFn: () => countMemberships(ids),
    enabled: isCounted,
    gcTime: 0,
  });
  const word = ids.length === 1 ? String(people.data?.[0]?.displayName ?? '') : String(ids.length);
  const isAsked = undoOf[kind] === undefined;
  const isWaiting = people.data === undefined || (isCounted && memberships.isPending) || (isAsked && typed !== word);
  const begin = async () => {
    runBulk(kind, people.data!, { texts, language, undo: general.undo }, queries);
    onBegun();
  };
  return (
    <ConfirmDialog
      title={texts.verbs[kind]}
      confirm={texts.verbs[kind]}
      isWaiting={isWaiting}
      onConfirm={begin}
      onClose={onClose}
    >
      <p>{texts.asks[kind](texts.people(ids.length.toLocaleString(language)))}</p>
      {isCounted && memberships.isPending && <p>{texts.counting}</p>}
      {memberships.data !== undefined && <p>{texts.memberships(memberships.data.toLocaleString(language))}</p>}
      {people.error !== null && <p role="alert">{people.error.message}</p>}
      {isAsked && (
        <Field label={texts.type(word)}>
          <Input autoComplete="off" value={typed} onChange={(_event, { value }) => setTyped(value)} />
        </Field>
      )}
    </ConfirmDialog>
  );
}
