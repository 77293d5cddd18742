import { defineTexts } from '../../texts/define-texts.ts';

/** Texts of what is done with several people at once, and of the deleted ones. */
export const bulkTexts = defineTexts({
  en: {
    newUser: 'New user',
    invite: 'Invite external user',
    inviteMany: 'Invite from a file',
    deletedUsers: 'Deleted users',
    selected: (count: string) => `${count} selected`,
    clear: 'Clear selection',
    verbs: {
      block: 'Block sign-in',
      allow: 'Allow sign-in',
      delete: 'Delete',
      restore: 'Restore',
      purge: 'Delete permanently',
    },
    people: (count: string) => (count === '1' ? '1 person' : `${count} people`),
    asks: {
      block: (people: string) => `${people} can no longer sign in; refresh tokens count no more.`,
      allow: (people: string) => `${people} may sign in again.`,
      delete: (people: string) =>
        `${people} will be deleted. For 30 days the accounts lie among the deleted users and can be restored; then they are gone for good.`,
      restore: (people: string) =>
        `${people} will be back with what was theirs; dynamic groups follow their rules of today.`,
      purge: (people: string) => `${people} will be gone for good. Nobody can bring them back.`,
    },
    memberships: (count: string) => `Memberships in groups that end: ${count}.`,
    counting: 'Counting memberships …',
    type: (word: string) => `Type “${word}” to confirm`,
    progress: {
      block: 'Blocking sign-in',
      allow: 'Allowing sign-in',
      delete: 'Deleting',
      restore: 'Restoring',
      purge: 'Deleting permanently',
    },
    done: {
      block: (people: string) => `${people} can no longer sign in.`,
      allow: (people: string) => `${people} may sign in again.`,
      delete: (people: string) => `Deleted: ${people}.`,
      restore: (people: string) => `Restored: ${people}.`,
      purge: (people: string) => `Gone for good: ${people}.`,
    },
    deletedTitle: 'Deleted users',
    deletedText: 'Deleted people stay here for 30 days. Tick those to restore or to delete for good.',
    deletedOn: 'Deleted',
    restorable: 'Can be restored until',
    noneDeleted: 'Nobody is deleted',
    noneDeletedText:
      'Whoever is deleted stays here for 30 days and can be restored, with groups and roles as they were.',
    searchDeleted: 'Search by name or sign-in name',
    noneThere: 'Nobody is there yet',
    noneThereText:
      'Create the first person, invite somebody from outside, or bring people from a file with “muster import csv”.',
  },
  de: {
    newUser: 'Neuer Benutzer',
    invite: 'Externen Benutzer einladen',
    inviteMany: 'Aus einer Datei einladen',
    deletedUsers: 'Gelöschte Benutzer',
    selected: (count) => `${count} ausgewählt`,
    clear: 'Auswahl aufheben',
    verbs: {
      block: 'Anmeldung blockieren',
      allow: 'Anmeldung zulassen',
      delete: 'Löschen',
      restore: 'Wiederherstellen',
      purge: 'Endgültig löschen',
    },
    people: (count) => (count === '1' ? '1 Person' : `${count} Personen`),
    asks: {
      block: (people) => `Die Anmeldung wird blockiert für ${people}; Aktualisierungstoken gelten nicht mehr.`,
      allow: (people) => `Die Anmeldung wird wieder zugelassen für ${people}.`,
      delete: (people) =>
        `Gelöscht wird: ${people}. Die Konten liegen 30 Tage bei den gelöschten Benutzern und können wiederhergestellt werden; danach sind sie endgültig weg.`,
      restore: (people) =>
        `Wiederhergestellt wird: ${people}, mit allem, was dazugehörte; dynamische Gruppen folgen ihren heutigen Regeln.`,
      purge: (people) => `Endgültig gelöscht wird: ${people}. Niemand kann das zurücknehmen.`,
    },
    memberships: (count) => `Mitgliedschaften in Gruppen, die enden: ${count}.`,
    counting: 'Mitgliedschaften werden gezählt …',
    type: (word) => `Geben Sie zur Bestätigung „${word}“ ein`,
    progress: {
      block: 'Anmeldung wird blockiert',
      allow: 'Anmeldung wird zugelassen',
      delete: 'Wird gelöscht',
      restore: 'Wird wiederhergestellt',
      purge: 'Wird endgültig gelöscht',
    },
    done: {
      block: (people) => `Anmeldung blockiert: ${people}.`,
      allow: (people) => `Anmeldung zugelassen: ${people}.`,
      delete: (people) => `Gelöscht: ${people}.`,
      restore: (people) => `Wiederhergestellt: ${people}.`,
      purge: (people) => `Endgültig gelöscht: ${people}.`,
    },
    deletedTitle: 'Gelöschte Benutzer',
    deletedText:
      'Gelöschte Personen bleiben 30 Tage hier. Haken Sie an, wen Sie wiederherstellen oder endgültig löschen wollen.',
    deletedOn: 'Gelöscht',
    restorable: 'Wiederherstellbar bis',
    noneDeleted: 'Niemand ist gelöscht',
    noneDeletedText:
      'Wer gelöscht wird, bleibt 30 Tage hier und kann wiederhergestellt werden, mit Gruppen und Rollen wie zuvor.',
    searchDeleted: 'Nach Name oder Anmeldename suchen',
    noneThere: 'Noch ist niemand da',
    noneThereText:
      'Erstellen Sie die erste Person, laden Sie jemanden von außen ein, oder holen Sie Personen aus einer Datei mit „muster import csv“.',
  },
});
