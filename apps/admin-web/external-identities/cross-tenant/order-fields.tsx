import { Button, Checkbox, Field, makeStyles, Select } from '@fluentui/react-components';
import { useTexts } from '../../texts/define-texts.ts';
import { moved } from './access-settings.ts';
import { accessTexts } from './access-texts.ts';

const useStyles = makeStyles({
  list: { margin: 0, padding: 0, listStyleType: 'none', width: '100%', maxWidth: '26rem' },
  step: { display: 'flex', alignItems: 'center', gap: '0.25rem' },
  name: { flexGrow: 1 },
  move: { minWidth: 'unset', flexShrink: 0 },
});

export interface OrderFieldsProps {
  /** Steps that are taken, in their order. */
  readonly order: readonly string[];
  readonly fallback: string;
  onChange(order: readonly string[], fallback: string): void;
}

type Step = keyof (typeof accessTexts)['en']['steps'];

/** In which order the ways are tried in which an invited person proves an address. */
export function OrderFields({ order, fallback, onChange }: OrderFieldsProps) {
  const styles = useStyles();
  const texts = useTexts(accessTexts);
  const all = Object.keys(texts.steps) as Step[];
  const shown = [...(order as readonly Step[]), ...all.filter((step) => !order.includes(step))];
  return (
    <>
      <ol className={styles.list} aria-label={texts.order}>
        {shown.map((step) => {
          const [name, at] = [texts.steps[step], order.indexOf(step)];
          const isUsed = at >= 0;
          return (
            <li key={step} className={styles.step}>
              <Checkbox
                className={styles.name}
                label={isUsed ? `${at + 1}. ${name}` : name}
                aria-label={texts.isUsed(name)}
                checked={isUsed}
                // One of them has to be taken.
                disabled={isUsed && order.length === 1}
                onChange={() => onChange(isUsed ? order.filter((each) => each !== step) : [...order, step], fallback)}
              />
              <Button
                size="small"
                className={styles.move}
                aria-label={texts.up(name)}
                disabled={!isUsed || at === 0}
                onClick={() => onChange(moved(order, step, -1), fallback)}
              >
                ↑
              </Button>
              <Button
                size="small"
                className={styles.move}
                aria-label={texts.down(name)}
                disabled={!isUsed || at === order.length - 1}
                onClick={() => onChange(moved(order, step, 1), fallback)}
              >
                ↓
              </Button>
            </li>
          );
        })}
      </ol>
      <Field label={texts.fallback}>
        <Select value={fallback} onChange={(_event, { value }) => onChange(order, value)}>
          {Object.entries(texts.fallbacks).map(([value, label]) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </Select>
      </Field>
    </>
  );
}
