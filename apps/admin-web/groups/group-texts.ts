import { defineTexts } from '../texts/define-texts.ts';

export const groupTexts = defineTexts({
  en: {
    search: 'Search by name',
    description: 'Description',
    membershipType: 'Membership type',
    createdDateTime: 'Created',
    assigned: 'Assigned',
    dynamic: 'Dynamic',
  },
  de: {
    search: 'Nach Name suchen',
    description: 'Beschreibung',
    membershipType: 'Mitgliedschaftstyp',
    createdDateTime: 'Erstellt',
    assigned: 'Zugewiesen',
    dynamic: 'Dynamisch',
  },
});
