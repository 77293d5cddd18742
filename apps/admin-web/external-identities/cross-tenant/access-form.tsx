import { Button, Checkbox, Field, makeStyles, Select, Subtitle2, tokens } from '@fluentui/react-components';
import { type FormEvent, type ReactNode, useState } from 'react';
import { useSubmit } from '../../forms/use-submit.ts';
import { useChosen } from '../../shell/preferences.ts';
import { Problem } from '../../shell/problem.tsx';
import { useTexts } from '../../texts/define-texts.ts';
import { type AccessSettings, isUnfinished } from './access-settings.ts';
import { accessTexts } from './access-texts.ts';
import { type AccessValues, accessPatch, accessValuesOf } from './access-values.ts';
import { DirectionFields } from './direction-fields.tsx';
import { OrderFields } from './order-fields.tsx';

export interface AccessFormProps {
  readonly settings: AccessSettings;
  /** False gives up without a word; what it throws is shown. */
  onSave(patch: Partial<AccessSettings>): Promise<boolean>;
}

const useStyles = makeStyles({
  form: { display: 'flex', flexDirection: 'column', gap: '1.5rem', maxWidth: '60rem', marginTop: '0.75rem' },
  part: { display: 'flex', flexDirection: 'column', gap: '0.5rem', alignItems: 'flex-start' },
  title: { margin: 0 },
  text: { margin: 0, color: tokens.colorNeutralForeground2 },
  buttons: { display: 'flex', gap: '0.5rem' },
});

/** The settings for every directory, or those for one organization. */
export function AccessForm({ settings, onSave }: AccessFormProps) {
  const styles = useStyles();
  const texts = useTexts(accessTexts);
  const { texts: general } = useChosen();
  const [typed, setTyped] = useState<Partial<AccessValues>>({});
  const { isRunning, problem, submit } = useSubmit();
  const now = { ...accessValuesOf(settings), ...typed };
  const patch = accessPatch(settings, now);
  const hasChanges = Object.keys(patch).length > 0;
  const isOpen = isUnfinished(now.inbound) || isUnfinished(now.outbound);
  const isPartner = settings.tenantId !== undefined;
  const change = (changed: Partial<AccessValues>) => setTyped({ ...typed, ...changed });
  const save = () =>
    submit(async () => {
      if (await onSave(patch)) setTyped({});
    }, !isOpen && hasChanges);
  return (
    <form
      className={styles.form}
      onSubmit={(event: FormEvent) => {
        event.preventDefault();
        void save();
      }}
    >
      {(['inbound', 'outbound'] as const).map((direction) => (
        <DirectionFields
          key={direction}
          direction={direction}
          hasDefault={isPartner}
          value={now[direction]}
          onChange={(value) => change({ [direction]: value })}
        />
      ))}
      <Part title={texts.trust}>
        <Field label={texts.trustLabel} hint={texts.trustHint}>
          <Select value={now.trust} onChange={(_event, { value }) => change({ trust: value as AccessValues['trust'] })}>
            {isPartner && <option value="default">{texts.asDefault}</option>}
            <option value="yes">{general.yes}</option>
            <option value="no">{general.no}</option>
          </Select>
        </Field>
      </Part>
      {isPartner && (
        <Part title={texts.consent} text={texts.consentText}>
          <Checkbox
            label={texts.consentInbound}
            checked={now.consentsInbound}
            onChange={(_event, { checked }) => change({ consentsInbound: checked === true })}
          />
          <Checkbox
            label={texts.consentOutbound}
            checked={now.consentsOutbound}
            onChange={(_event, { checked }) => change({ consentsOutbound: checked === true })}
          />
        </Part>
      )}
      {!isPartner && (
        <Part title={texts.order} text={texts.orderText}>
          <OrderFields
            order={now.order}
            fallback={now.fallback}
            onChange={(order, fallback) => change({ order, fallback })}
          />
        </Part>
      )}
      {problem !== undefined && <Problem problem={problem} onAgain={() => void save()} />}
      {isOpen && <p className={styles.text}>{texts.notTold}</p>}
      <div className={styles.buttons}>
        <Button type="submit" appearance="primary" disabled={isRunning || isOpen || !hasChanges}>
          {general.save}
        </Button>
        {hasChanges && (
          <Button disabled={isRunning} onClick={() => setTyped({})}>
            {general.discard}
          </Button>
        )}
      </div>
    </form>
  );
}

interface PartProps {
  readonly title: string;
  readonly text?: string;
  readonly children: ReactNode;
}

function Part({ title, text, children }: PartProps) {
  const styles = useStyles();
  return (
    <div className={styles.part}>
      <Subtitle2 as="h2" className={styles.title}>
        {title}
      </Subtitle2>
      {text !== undefined && <p className={styles.text}>{text}</p>}
      {children}
    </div>
  );
}
