import { Button } from '@fluentui/react-components';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { ObjectForm } from '../../forms/object-form.tsx';
import { graph } from '../../graph/graph.ts';
import type { Row } from '../../lists/list-column.ts';
import { DetailPage, type PageTab } from '../../pages/detail-page.tsx';
import { say } from '../../shell/toasts.ts';
import { useTexts } from '../../texts/define-texts.ts';
import { RolesNav } from '../roles-nav.tsx';
import { DeleteUnitDialog } from './delete-unit-dialog.tsx';
import { useUnitFields } from './unit-fields.ts';
import { UnitMembersTab } from './unit-members-tab.tsx';
import { UnitRolesTab } from './unit-roles-tab.tsx';
import { unitTexts } from './unit-texts.ts';

/** One administrative unit: what is in it, and who holds which role there. */
export function UnitPage() {
  const texts = useTexts(unitTexts);
  const { id = '' } = useParams({ strict: false }) as { id?: string };
  const [isDeleting, setIsDeleting] = useState(false);
  const unit = useQuery({
    queryKey: ['object', 'administrativeUnits', id],
    queryFn: ({ signal }) => graph.get<Row>(`/directory/administrativeUnits/${id}`, signal),
  });
  const found = unit.data;
  const tabs: readonly PageTab[] =
    found === undefined
      ? []
      : [
          { name: 'members', label: texts.members, content: () => <UnitMembersTab key={id} unit={found} /> },
          { name: 'roles', label: texts.roles, content: () => <UnitRolesTab key={id} unit={found} /> },
          { name: 'overview', label: texts.overview, content: () => <EditUnit key={id} unit={found} /> },
        ];
  return (
    <>
      <RolesNav />
      <DetailPage
        title={found === undefined ? undefined : String(found.displayName)}
        subtitle={found?.description == null ? undefined : String(found.description)}
        address={`/roles/administrative-units/${id}`}
        problem={unit.error}
        onAgain={() => void unit.refetch()}
        tabs={tabs}
        actions={<Button onClick={() => setIsDeleting(true)}>{texts.delete}</Button>}
      />
      {isDeleting && found !== undefined && <DeleteUnitDialog unit={found} onClose={() => setIsDeleting(false)} />}
    </>
  );
}

function EditUnit({ unit }: { readonly unit: Row }) {
  const texts = useTexts(unitTexts);
  const fields = useUnitFields();
  const queryClient = useQueryClient();
  const save = async (body: Readonly<Record<string, unknown>>) => {
    await graph.send({ method: 'PATCH', path: `/directory/administrativeUnits/${unit.id}`, body });
    await queryClient.invalidateQueries({ queryKey: ['object', 'administrativeUnits', unit.id] });
    void queryClient.invalidateQueries({ queryKey: ['list'] });
    say({ text: texts.saidSaved(String(body.displayName ?? unit.displayName)) });
  };
  const object = { ...unit, visibility: unit.visibility ?? 'Public' };
  return <ObjectForm object={object} sections={[{ fields }]} onSave={save} />;
}
