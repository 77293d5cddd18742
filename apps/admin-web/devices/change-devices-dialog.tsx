import { Spinner } from '@fluentui/react-components';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { ConfirmDialog } from '../controls/confirm-dialog.tsx';
import type { LongWork } from '../controls/long-work.ts';
import { WorkProgress } from '../controls/work-progress.tsx';
import { useChosen } from '../shell/preferences.ts';
import { Problem } from '../shell/problem.tsx';
import { say } from '../shell/toasts.ts';
import { useTexts } from '../texts/define-texts.ts';
import { changeDevices, consequencesOf, type DeviceChange, type NamedDevice } from './change-devices.ts';
import { deviceTexts } from './device-texts.ts';

export type { DeviceChange } from './change-devices.ts';

export interface ChangeDevicesDialogProps {
  readonly change: DeviceChange;
  readonly ids: readonly string[];
  onDone(): unknown;
  onClose(): void;
}

/** Enables, disables or deletes devices, after what comes of it was said in numbers. */
export function ChangeDevicesDialog({ change, ids, onDone, onClose }: ChangeDevicesDialogProps) {
  const { texts: general, language } = useChosen();
  const texts = useTexts(deviceTexts);
  const queryClient = useQueryClient();
  const [work, setWork] = useState<LongWork<NamedDevice>>();
  const asked = useQuery({
    queryKey: ['device-consequences', change, ...ids],
    queryFn: () => consequencesOf(change, ids),
    gcTime: 0,
    refetchOnWindowFocus: false,
  });
  const found = asked.data;
  const forget = () =>
    Promise.all([
      queryClient.invalidateQueries({ queryKey: ['list'] }),
      queryClient.invalidateQueries({
        queryKey: ['object', 'devices'],
        refetchType: change === 'delete' ? 'none' : 'active',
      }),
    ]);
  const written = (count: number) => texts.devices(count, count.toLocaleString(language));
  const run = async () => {
    const started = nextWork(work, change, found!.changed);
    setWork(started);
    await started.run();
    const { state, done, all, refused } = started.snapshot();
    if (refused[0] !== undefined) {
      await forget();
      throw refused[0].problem;
    }
    if (state !== 'done') throw new Error(texts.stopped(String(done), String(all)));
    await onDone();
    await forget();
    const said = { enable: texts.saidEnabled, disable: texts.saidDisabled, delete: texts.saidDeleted }[change];
    const opposite = change === 'enable' ? 'disable' : 'enable';
    const undo = async () => {
      const undone = changeDevices(opposite, found!.changed);
      await undone.run();
      await forget();
      const [first] = undone.snapshot().refused;
      if (first !== undefined) throw first.problem;
    };
    const action = change === 'delete' ? {} : { action: { label: general.undo, run: undo } };
    say({ text: said(written(found!.changed.length)), ...action });
  };
  const title = { enable: texts.enableTitle, disable: texts.disableTitle, delete: texts.deleteTitle }[change];
  const one = found?.devices.length === 1 ? found.devices[0]!.displayName : written(ids.length);
  const number = (value: number) => value.toLocaleString(language);
  return (
    <ConfirmDialog
      title={title(one)}
      confirm={texts[change]}
      isWaiting={found === undefined || found.changed.length === 0}
      onConfirm={run}
      onClose={onClose}
    >
      {asked.isPending && <Spinner size="small" label={general.loading} />}
      {asked.error !== null && <Problem problem={asked.error} onAgain={() => void asked.refetch()} />}
      {found !== undefined && change === 'delete' && <p>{texts.deleteText(number(found.memberships ?? 0))}</p>}
      {found !== undefined && change === 'enable' && <p>{texts.enableText(number(found.changed.length))}</p>}
      {found !== undefined && change === 'disable' && <p>{texts.disableText(number(found.changed.length))}</p>}
      {work !== undefined && ids.length > 1 && (
        <WorkProgress work={work} label={texts.working} nameOf={({ displayName }) => displayName} />
      )}
    </ConfirmDialog>
  );
}

/** Work that was stopped goes on; after work that is done comes that on what was refused. */
function nextWork(work: LongWork<NamedDevice> | undefined, change: DeviceChange, devices: readonly NamedDevice[]) {
  if (work === undefined) return changeDevices(change, devices);
  const { state, refused } = work.snapshot();
  return state === 'done'
    ? changeDevices(
        change,
        refused.map(({ item }) => item),
      )
    : work;
}
