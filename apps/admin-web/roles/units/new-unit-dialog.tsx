import { Dialog, DialogBody, DialogContent, DialogSurface, DialogTitle } from '@fluentui/react-components';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { ObjectForm } from '../../forms/object-form.tsx';
import { graph } from '../../graph/graph.ts';
import { useChosen } from '../../shell/preferences.ts';
import { say } from '../../shell/toasts.ts';
import { useTexts } from '../../texts/define-texts.ts';
import { useUnitFields } from './unit-fields.ts';
import { unitTexts } from './unit-texts.ts';

/** Makes an administrative unit, and goes to it. */
export function NewUnitDialog({ onClose }: { onClose(): void }) {
  const { texts: general } = useChosen();
  const texts = useTexts(unitTexts);
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const fields = useUnitFields();
  const create = async (body: Readonly<Record<string, unknown>>) => {
    const path = '/directory/administrativeUnits';
    const made = await graph.send<{ id: string; displayName: string }>({ method: 'POST', path, body });
    void queryClient.invalidateQueries({ queryKey: ['list'] });
    say({ text: texts.saidCreated(made.displayName) });
    await navigate({ to: `/roles/administrative-units/${made.id}/members` });
  };
  return (
    <Dialog open onOpenChange={onClose}>
      <DialogSurface>
        <DialogBody>
          <DialogTitle>{texts.newUnit}</DialogTitle>
          <DialogContent>
            <ObjectForm
              object={{ visibility: 'Public' }}
              sections={[{ fields }]}
              submit={general.create}
              onSave={create}
              onCancel={onClose}
            />
          </DialogContent>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
}
