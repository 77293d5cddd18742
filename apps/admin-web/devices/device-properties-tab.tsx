import { useQueryClient } from '@tanstack/react-query';
import { ObjectForm } from '../forms/object-form.tsx';
import { betaGraph } from '../graph/graph.ts';
import type { Row } from '../lists/list-column.ts';
import { say } from '../shell/toasts.ts';
import { useTexts } from '../texts/define-texts.ts';
import { useDeviceSections } from './device-fields.ts';
import { bodyOf, formOf } from './device-object.ts';
import { deviceTexts } from './device-texts.ts';

/** Everything of a device that can be changed. */
export function DevicePropertiesTab({ device }: { readonly device: Row }) {
  const texts = useTexts(deviceTexts);
  const queryClient = useQueryClient();
  const sections = useDeviceSections(false);
  const save = async (changed: Readonly<Record<string, unknown>>) => {
    await betaGraph.send({ method: 'PATCH', path: `/devices/${device.id}`, body: bodyOf(changed) });
    await queryClient.invalidateQueries({ queryKey: ['object', 'devices', device.id] });
    void queryClient.invalidateQueries({ queryKey: ['list'] });
    say({ text: texts.saidSaved });
  };
  return <ObjectForm object={formOf(device)} sections={sections} onSave={save} />;
}
