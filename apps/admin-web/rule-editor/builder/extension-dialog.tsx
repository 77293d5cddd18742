import { Field, Input } from '@fluentui/react-components';
import { useState } from 'react';
import { ConfirmDialog } from '../../controls/confirm-dialog.tsx';
import { graph } from '../../graph/graph.ts';
import { useChosen } from '../../shell/preferences.ts';
import { say } from '../../shell/toasts.ts';
import { useTexts } from '../../texts/define-texts.ts';
import { ruleTexts } from '../rule-texts.ts';
import { type ExtensionProperty, extensionsOf } from './extensions-of.ts';

export interface ExtensionDialogProps {
  onFound(names: readonly string[]): void;
  onClose(): void;
}

/** Asks for the application whose extension properties are to be offered, as Entra does. */
export function ExtensionDialog({ onFound, onClose }: ExtensionDialogProps) {
  const texts = useTexts(ruleTexts);
  const { language } = useChosen();
  const [typed, setTyped] = useState('');
  const get = async () => {
    const path = '/directoryObjects/getAvailableExtensionProperties';
    const { value } = await graph.send<{ value: readonly ExtensionProperty[] }>({ method: 'POST', path, body: {} });
    const names = extensionsOf(value, typed);
    if (names.length === 0) throw new Error(texts.noExtensions);
    onFound(names);
    say({ text: texts.foundExtensions(names.length.toLocaleString(language)) });
  };
  return (
    <ConfirmDialog
      title={texts.extensionsTitle}
      confirm={texts.getProperties}
      isWaiting={typed.trim() === ''}
      onConfirm={get}
      onClose={onClose}
    >
      <Field label={texts.applicationId} hint={texts.applicationIdHint}>
        <Input value={typed} autoComplete="off" onChange={(_event, data) => setTyped(data.value)} />
      </Field>
    </ConfirmDialog>
  );
}
