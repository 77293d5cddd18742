import { Checkbox, Field, Input, makeStyles, Select, Subtitle2 } from '@fluentui/react-components';
import { useChosen } from '../../shell/preferences.ts';
import { useTexts } from '../../texts/define-texts.ts';
import { propertyTexts } from '../properties/property-texts.ts';
import { createTexts } from './create-texts.ts';
import { derivedNickname } from './new-user.ts';

/** With what a new person signs in. */
export interface SignInValues {
  readonly localPart: string;
  readonly domain: string;
  /** Undefined while it is derived. */
  readonly nickname: string | undefined;
  /** Undefined while it is made up. */
  readonly password: string | undefined;
  readonly forcesChange: boolean;
  readonly isEnabled: boolean;
}

export interface SignInFieldsProps {
  readonly values: SignInValues;
  readonly domains: readonly string[];
  readonly isTried: boolean;
  onChange(changed: Partial<SignInValues>): void;
}

const useStyles = makeStyles({
  section: { border: 'none', margin: 0, padding: 0, minWidth: 0 },
  fields: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fill, minmax(min(100%, 18rem), 1fr))',
    gap: '0.75rem 1.5rem',
    marginTop: '0.5rem',
    alignItems: 'start',
  },
});

/** Name, domain, nickname and password of a new person. */
export function SignInFields({ values, domains, isTried, onChange }: SignInFieldsProps) {
  const styles = useStyles();
  const { texts: general } = useChosen();
  const texts = useTexts(createTexts);
  const { labels } = useTexts(propertyTexts);
  const { localPart, domain, nickname, password, forcesChange, isEnabled } = values;
  const missing = (value: string) => (isTried && value.trim() === '' ? general.required : undefined);
  return (
    <fieldset className={styles.section}>
      <Subtitle2 as="h2">{texts.basics}</Subtitle2>
      <div className={styles.fields}>
        <Field label={texts.localPart} required validationMessage={missing(localPart)}>
          <Input
            name="localPart"
            autoComplete="off"
            maxLength={64}
            value={localPart}
            onChange={(_event, { value }) => onChange({ localPart: value })}
          />
        </Field>
        <Field label={texts.domain}>
          <Select value={domain} onChange={(_event, { value }) => onChange({ domain: value })}>
            {domains.map((each) => (
              <option key={each} value={each}>
                @{each}
              </option>
            ))}
          </Select>
        </Field>
        <Checkbox
          label={texts.enabled}
          checked={isEnabled}
          onChange={(_event, { checked }) => onChange({ isEnabled: checked === true })}
        />
        <Field label={labels.mailNickname}>
          <Input
            maxLength={64}
            readOnly={nickname === undefined}
            value={nickname ?? derivedNickname(localPart)}
            onChange={(_event, { value }) => onChange({ nickname: value })}
          />
        </Field>
        <Checkbox
          label={texts.derive}
          checked={nickname === undefined}
          onChange={(_event, { checked }) =>
            onChange({ nickname: checked === true ? undefined : derivedNickname(localPart) })
          }
        />
        <Checkbox
          label={texts.force}
          checked={forcesChange}
          onChange={(_event, { checked }) => onChange({ forcesChange: checked === true })}
        />
        <Checkbox
          label={texts.autoPassword}
          checked={password === undefined}
          onChange={(_event, { checked }) => onChange({ password: checked === true ? undefined : '' })}
        />
        {password !== undefined && (
          <Field label={texts.password} required validationMessage={missing(password)}>
            <Input
              type="password"
              name="password"
              autoComplete="new-password"
              value={password}
              onChange={(_event, { value }) => onChange({ password: value })}
            />
          </Field>
        )}
      </div>
    </fieldset>
  );
}
