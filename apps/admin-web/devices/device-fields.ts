import type { FormField } from '../forms/form-field.ts';
import type { FormSection } from '../forms/object-form.tsx';
import { useChosen } from '../shell/preferences.ts';
import { useTexts } from '../texts/define-texts.ts';
import { isGuid } from './device-object.ts';
import { deviceTexts } from './device-texts.ts';

const choicesOf = (words: Readonly<Record<string, string>>) =>
  Object.entries(words).map(([value, label]) => ({ value, label }));
const profiles = ['RegisteredDevice', 'SecureVM', 'Printer', 'Shared', 'IoT'].map((value) => ({ value, label: value }));

/** What of a device can be typed in; its id when it is new. */
export function useDeviceSections(isNew: boolean): readonly FormSection[] {
  const { texts: general } = useChosen();
  const texts = useTexts(deviceTexts);
  const field = (name: string, kind: FormField['kind'], more: Partial<FormField> = {}): FormField => ({
    name,
    label: texts.properties_[name]!,
    kind,
    ...more,
  });
  const required = { isRequired: true, longest: 256 };
  const identity: readonly FormField[] = [
    { name: 'displayName', label: general.name, kind: 'text', ...required },
    ...(isNew
      ? [
          field('deviceId', 'text', {
            isRequired: true,
            hint: texts.idHint,
            check: (value) => (isGuid(value) ? undefined : texts.idFault),
          }),
        ]
      : []),
    field('operatingSystem', 'text', required),
    field('operatingSystemVersion', 'text', required),
    field('accountEnabled', 'flag'),
    field('trustType', 'choice', { choices: choicesOf(texts.trust) }),
    field('profileType', 'choice', { choices: profiles }),
    field('manufacturer', 'text', { longest: 256 }),
    field('model', 'text', { longest: 256 }),
    field('deviceOwnership', 'choice', { choices: choicesOf(texts.ownership) }),
  ];
  const management: readonly FormField[] = [
    field('isCompliant', 'flag'),
    field('isManaged', 'flag'),
    field('isRooted', 'flag'),
    field('managementType', 'text', { longest: 64 }),
    field('mdmAppId', 'text', { longest: 64 }),
    field('enrollmentType', 'text', { longest: 64 }),
    field('enrollmentProfileName', 'text', { longest: 256 }),
    field('deviceCategory', 'text', { longest: 256 }),
    field('deviceVersion', 'number'),
    field('deviceMetadata', 'long', { longest: 1024 }),
    field('physicalIds', 'lines', { hint: texts.linesHint }),
  ];
  const extensions = Array.from({ length: 15 }, (_each, at): FormField => {
    const name = `extensionAttribute${at + 1}`;
    return { name, label: texts.extension(String(at + 1)), kind: 'text', longest: 1024 };
  });
  return [
    { title: texts.identity, fields: identity },
    { title: texts.management, fields: management },
    { title: texts.extensions, fields: extensions },
  ];
}
