import { type Column, dateColumn, flagColumn, plainColumn } from '../lists/list-column.ts';
import { RowLink } from '../lists/row-link.tsx';
import { useChosen } from '../shell/preferences.ts';
import { useTexts } from '../texts/define-texts.ts';
import { deviceTexts } from './device-texts.ts';

const first = { isShownFirst: true };
const later = { isShownFirst: false };

/** What the list of devices can show. */
export function useDeviceColumns(): readonly Column[] {
  const { texts: general, language } = useChosen();
  const texts = useTexts(deviceTexts);
  const heading = (name: string) => texts.properties_[name]!;
  const plain = (name: string, shown = later) => plainColumn(name, heading(name), shown);
  const date = (name: string, isSorted = false) => dateColumn(name, heading(name), language, { ...later, isSorted });
  const named = (name: string, words: Readonly<Record<string, string>>, shown = later): Column => ({
    ...plain(name, shown),
    text: (row) => words[String(row[name])] ?? String(row[name] ?? ''),
  });
  return [
    {
      ...plainColumn('displayName', general.name, { isShownFirst: true, isSorted: true }),
      cell: (row) => <RowLink to="/devices" row={row} />,
    },
    flagColumn('accountEnabled', heading('accountEnabled'), general, first),
    plain('operatingSystem', first),
    plain('operatingSystemVersion', first),
    named('trustType', texts.trust, first),
    flagColumn('isCompliant', heading('isCompliant'), general, first),
    flagColumn('isManaged', heading('isManaged'), general, later),
    named('deviceOwnership', texts.ownership),
    plain('manufacturer'),
    plain('model'),
    plain('deviceCategory'),
    plain('managementType'),
    plain('deviceId'),
    flagColumn('onPremisesSyncEnabled', heading('onPremisesSyncEnabled'), general, later),
    date('registrationDateTime'),
    date('createdDateTime', true),
    date('approximateLastSignInDateTime', true),
  ];
}
