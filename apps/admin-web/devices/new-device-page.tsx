import { Title2 } from '@fluentui/react-components';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { ObjectForm } from '../forms/object-form.tsx';
import { betaGraph } from '../graph/graph.ts';
import type { Row } from '../lists/list-column.ts';
import { useChosen } from '../shell/preferences.ts';
import { say } from '../shell/toasts.ts';
import { useTexts } from '../texts/define-texts.ts';
import { useDeviceSections } from './device-fields.ts';
import { bodyOf, keysOf } from './device-object.ts';
import { deviceTexts } from './device-texts.ts';

/** Enters a device by hand. */
export function NewDevicePage() {
  const { texts: general } = useChosen();
  const texts = useTexts(deviceTexts);
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const sections = useDeviceSections(true);
  const [deviceId] = useState(() => crypto.randomUUID());
  const create = async (typed: Readonly<Record<string, unknown>>) => {
    const id = String(typed.deviceId ?? deviceId);
    const body = { accountEnabled: true, deviceId: id, ...bodyOf(typed), alternativeSecurityIds: keysOf(id) };
    const made = await betaGraph.send<Row>({ method: 'POST', path: '/devices', body });
    void queryClient.invalidateQueries({ queryKey: ['list'] });
    say({ text: texts.saidCreated(String(made.displayName)) });
    await navigate({ to: `/devices/${made.id}` });
  };
  return (
    <>
      <Title2 as="h1" block>
        {texts.newTitle}
      </Title2>
      <ObjectForm
        object={{ accountEnabled: true, deviceId }}
        sections={sections}
        submit={general.create}
        onSave={create}
        onCancel={() => void navigate({ to: '/devices' })}
      />
    </>
  );
}
