import { defineTexts } from '../texts/define-texts.ts';

export const deviceTexts = defineTexts({
  en: {
    search: 'Search by name',
    operatingSystem: 'Operating system',
    deviceId: 'Device id',
    accountEnabled: 'Enabled',
  },
  de: {
    search: 'Nach Name suchen',
    operatingSystem: 'Betriebssystem',
    deviceId: 'Geräte-ID',
    accountEnabled: 'Aktiviert',
  },
});
