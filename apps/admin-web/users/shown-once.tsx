import { Button, Field, Input } from '@fluentui/react-components';
import { say } from '../shell/toasts.ts';
import { useTexts } from '../texts/define-texts.ts';
import { profileTexts } from './profile-texts.ts';

export interface ShownOnceProps {
  readonly label: string;
  readonly value: string;
  readonly hint?: string;
}

/** A secret or a link that is to be handed over, with a button that copies it. */
export function ShownOnce({ label, value, hint }: ShownOnceProps) {
  const texts = useTexts(profileTexts);
  const copy = async () => {
    await navigator.clipboard.writeText(value);
    say({ text: texts.copied });
  };
  const button = (
    <Button size="small" appearance="subtle" onClick={() => void copy()}>
      {texts.copy}
    </Button>
  );
  return (
    <Field label={label} hint={hint}>
      <Input readOnly value={value} onFocus={(event) => event.target.select()} contentAfter={button} />
    </Field>
  );
}
