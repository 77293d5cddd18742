import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { ConfirmDialog } from '../../controls/confirm-dialog.tsx';
import { LongWork } from '../../controls/long-work.ts';
import { WorkProgress } from '../../controls/work-progress.tsx';
import { graph } from '../../graph/graph.ts';
import { problemOf } from '../../graph/graph-problem.ts';
import type { Row } from '../../lists/list-column.ts';
import { useChosen } from '../../shell/preferences.ts';
import { say } from '../../shell/toasts.ts';
import { useTexts } from '../../texts/define-texts.ts';
import { memberReference } from './member-reference.ts';
import { useUnitRoles } from './unit-queries.ts';
import { unitTexts } from './unit-texts.ts';

export interface RemoveMembersDialogProps {
  readonly unit: Row;
  readonly members: readonly Row[];
  onDone(): void;
  onClose(): void;
}

const portion = 20;

/** Takes objects out of a unit; what was done can be undone. */
export function RemoveMembersDialog({ unit, members, onDone, onClose }: RemoveMembersDialogProps) {
  const { texts: general, language } = useChosen();
  const texts = useTexts(unitTexts);
  const queryClient = useQueryClient();
  const roles = useUnitRoles(unit.id);
  const [work, setWork] = useState<LongWork<Row>>();
  const path = `/directory/administrativeUnits/${unit.id}/members`;
  const forget = () => queryClient.invalidateQueries({ queryKey: ['list'] });
  const undo = async (all: readonly Row[]) => {
    const adding = all.map(({ id }) => ({
      method: 'POST' as const,
      path: `${path}/$ref`,
      body: memberReference(id),
    }));
    const answers = await graph.batch(adding);
    const refused = answers.find(({ status }) => status >= 300);
    void forget();
    if (refused !== undefined) throw problemOf(refused.status, refused.body);
  };
  const remove = async () => {
    const started = new LongWork<Row>(members, portion, async (some) => {
      const answers = await graph.batch(
        some.map(({ id }) => ({ method: 'DELETE' as const, path: `${path}/${id}/$ref` })),
      );
      return answers.map(({ status, body }) => (status < 300 ? undefined : problemOf(status, body)));
    });
    setWork(started);
    await started.run();
    void forget();
    const { state, refused, done, all } = started.snapshot();
    const [first] = refused;
    if (first !== undefined) throw first.problem;
    if (state !== 'done') throw new Error(general.progress(String(done), String(all)));
    onDone();
    const text = texts.saidRemoved(members.length.toLocaleString(language));
    say({ text, action: { label: general.undo, run: () => undo(members) } });
  };
  const count = members.length.toLocaleString(language);
  return (
    <ConfirmDialog
      title={texts.removeTitle(count, String(unit.displayName))}
      confirm={general.remove}
      onConfirm={remove}
      onClose={onClose}
    >
      <p>{texts.removeText(roles.length.toLocaleString(language))}</p>
      {work !== undefined && (
        <WorkProgress work={work} label={texts.removing} nameOf={({ displayName, id }) => String(displayName ?? id)} />
      )}
    </ConfirmDialog>
  );
}
