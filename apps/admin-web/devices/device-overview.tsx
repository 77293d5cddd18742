import { type Fact, Facts } from '../controls/facts.tsx';
import type { Row } from '../lists/list-column.ts';
import { useChosen } from '../shell/preferences.ts';
import { useTexts } from '../texts/define-texts.ts';
import { deviceTexts } from './device-texts.ts';

const shown = [
  'accountEnabled',
  'operatingSystem',
  'operatingSystemVersion',
  'trustType',
  'deviceOwnership',
  'manufacturer',
  'model',
  'isCompliant',
  'complianceExpirationDateTime',
  'isManaged',
  'managementType',
  'registrationDateTime',
  'createdDateTime',
  'approximateLastSignInDateTime',
  'onPremisesSyncEnabled',
  'onPremisesLastSyncDateTime',
  'deviceId',
] as const;

/** What there is to know about a device, to be read. */
export function DeviceOverview({ device }: { readonly device: Row }) {
  const { texts: general, language } = useChosen();
  const texts = useTexts(deviceTexts);
  const written = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short' });
  const words: Readonly<Record<string, Readonly<Record<string, string>>>> = {
    trustType: texts.trust,
    deviceOwnership: texts.ownership,
  };
  const textOf = (name: string) => {
    const value = device[name];
    if (typeof value === 'boolean') return value ? general.yes : general.no;
    if (typeof value === 'string' && name.endsWith('DateTime')) return written.format(new Date(value));
    return words[name]?.[String(value)] ?? (value == null ? undefined : String(value));
  };
  const facts: readonly Fact[] = shown.map((name) => ({ label: texts.properties_[name]!, value: textOf(name) }));
  return <Facts facts={[...facts, { label: texts.objectId, value: device.id }]} />;
}
