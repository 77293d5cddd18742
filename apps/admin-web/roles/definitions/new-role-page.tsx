import { Title2 } from '@fluentui/react-components';
import { useNavigate } from '@tanstack/react-router';
import { useTexts } from '../../texts/define-texts.ts';
import { roleTexts } from '../role-texts.ts';
import { RolesNav } from '../roles-nav.tsx';
import { CustomRoleForm } from './custom-role-form.tsx';

/** Makes a role of the organisation's own. */
export function NewRolePage() {
  const texts = useTexts(roleTexts);
  const navigate = useNavigate();
  return (
    <>
      <RolesNav />
      <Title2 as="h1">{texts.newRoleTitle}</Title2>
      <CustomRoleForm onSaved={(id) => void navigate({ to: `/roles/${id}` })} />
    </>
  );
}
