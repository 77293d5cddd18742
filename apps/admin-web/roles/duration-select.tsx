import { Field, Select } from '@fluentui/react-components';
import { useChosen } from '../shell/preferences.ts';
import { durationOf, durationText, minutesOf } from './durations.ts';

const offered = {
  hours: [30, 60, 120, 180, 240, 360, 480, 600, 720, 1080, 1440],
  days: [1, 7, 15, 30, 90, 180, 365, 730, 1825].map((days) => days * 1440),
} as const;

export interface DurationSelectProps {
  readonly label: string;
  readonly unit: keyof typeof offered;
  /** As the API has it; one that is not offered is kept and shown. */
  readonly duration: string;
  onChange(duration: string): void;
}

/** Chooses a duration. */
export function DurationSelect({ label, unit, duration, onChange }: DurationSelectProps) {
  const { language } = useChosen();
  const present = minutesOf(duration) ?? 0;
  const all = [...new Set([...offered[unit], present])].sort((a, b) => a - b);
  return (
    <Field label={label}>
      <Select value={String(present)} onChange={(_event, { value }) => onChange(durationOf(Number(value)))}>
        {all.map((minutes) => (
          <option key={minutes} value={minutes}>
            {durationText(minutes, language)}
          </option>
        ))}
      </Select>
    </Field>
  );
}
