import { useQueryClient } from '@tanstack/react-query';
import { ConfirmDialog } from '../../controls/confirm-dialog.tsx';
import { graph } from '../../graph/graph.ts';
import type { Row } from '../../lists/list-column.ts';
import { useChosen } from '../../shell/preferences.ts';
import { say } from '../../shell/toasts.ts';
import { useTexts } from '../../texts/define-texts.ts';
import { changedUser } from '../changed-user.ts';
import { profileTexts } from '../profile-texts.ts';

export interface DeleteMethodDialogProps {
  readonly id: string;
  readonly method: Row;
  readonly name: string;
  /** How many others there are. */
  readonly left: number;
  onClose(): void;
}

/** `#microsoft.graph.fido2AuthenticationMethod` is deleted among the `fido2Methods`. */
const collectionOf = (type: string) => type.replace('#microsoft.graph.', '').replace('AuthenticationMethod', 'Methods');

/** Asks before a method is taken away. */
export function DeleteMethodDialog({ id, method, name, left, onClose }: DeleteMethodDialogProps) {
  const { language } = useChosen();
  const texts = useTexts(profileTexts);
  const queries = useQueryClient();
  return (
    <ConfirmDialog
      title={texts.deleteMethod(name)}
      confirm={texts.deleteMethod(name)}
      onClose={onClose}
      onConfirm={async () => {
        const collection = collectionOf(String(method['@odata.type']));
        await graph.send({ method: 'DELETE', path: `/users/${id}/authentication/${collection}/${method.id}` });
        await changedUser(queries, id);
        say({ text: texts.methodDeleted(name) });
      }}
    >
      {texts.deleteMethodText(name, left.toLocaleString(language))}
    </ConfirmDialog>
  );
}
