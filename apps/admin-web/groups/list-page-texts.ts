import { defineTexts } from '../texts/define-texts.ts';

export const listPageTexts = defineTexts({
  en: {
    paused: 'Paused',
    delete: 'Delete',
    restore: 'Restore',
    deleteForGood: 'Delete for good',
    selected: (count: string) => `${count} selected`,
    deleteTitle: (count: number, said: string) => (count === 1 ? 'Delete this group?' : `Delete ${said} groups?`),
    deleteText: (members: string, byRule: string) =>
      `They have ${members} members between them; ${byRule} of them have a rule. Nobody gets through them what hangs on them. They can be restored for 30 days.`,
    deleted: (count: number, said: string) => (count === 1 ? 'One group is deleted.' : `${said} groups are deleted.`),
    restored: (count: number, said: string) => (count === 1 ? 'One group is back.' : `${said} groups are back.`),
    restoreTitle: (count: number, said: string) => (count === 1 ? 'Restore this group?' : `Restore ${said} groups?`),
    restoreText: 'They come back with their members. Those with a rule are brought in line with it at once.',
    purgeTitle: (count: number, said: string) =>
      count === 1 ? 'Delete this group for good?' : `Delete ${said} groups for good?`,
    purgeText: 'They cannot be restored after that. Their history stays in the audit log.',
    purged: (count: number, said: string) =>
      count === 1 ? 'One group is deleted for good.' : `${said} groups are deleted for good.`,
    deleting: 'Deleting',
    restoring: 'Restoring',
    someRefused: (count: string) => `${count} were refused.`,
    processingTitle: 'Groups not in line with their rules',
    everyState: 'All states',
    lookAgain: 'Look again',
    allSettled: 'Every group is in line with its rule.',
    consequence: 'What is going on',
    since: 'Since',
    heldMoves: (leaving: string, members: string, joining: string) =>
      `${leaving} of ${members} members would leave, ${joining} would join`,
    unsettled: {
      held: (count: number, said: string) =>
        count === 1 ? 'One change of a group waits for an approval' : `${said} changes of groups wait for an approval`,
      failed: (count: number, said: string) =>
        count === 1 ? 'One rule cannot be applied' : `${said} rules cannot be applied`,
      running: (count: number, said: string) =>
        count === 1 ? 'One group is being brought in line' : `${said} groups are being brought in line`,
      waiting: (count: number, said: string) => (count === 1 ? 'One group waits' : `${said} groups wait`),
    },
    emptyTitle: 'No groups yet',
    emptyText:
      'A group gathers people or devices. With a rule, such as “department is Sales”, it keeps itself right: whoever matches is a member, at once and for as long as it is so.',
    emptyDeletedTitle: 'Nothing is deleted',
    emptyDeletedText: 'Deleted groups stay here for 30 days. Until then they can be restored with their members.',
  },
  de: {
    paused: 'Angehalten',
    delete: 'Löschen',
    restore: 'Wiederherstellen',
    deleteForGood: 'Endgültig löschen',
    selected: (count) => `${count} ausgewählt`,
    deleteTitle: (count, said) => (count === 1 ? 'Diese Gruppe löschen?' : `${said} Gruppen löschen?`),
    deleteText: (members, byRule) =>
      `Zusammen haben sie ${members} Mitglieder; ${byRule} davon haben eine Regel. Niemand bekommt mehr durch sie, was an ihnen hängt. Sie lassen sich 30 Tage lang wiederherstellen.`,
    deleted: (count, said) => (count === 1 ? 'Eine Gruppe ist gelöscht.' : `${said} Gruppen sind gelöscht.`),
    restored: (count, said) => (count === 1 ? 'Eine Gruppe ist wieder da.' : `${said} Gruppen sind wieder da.`),
    restoreTitle: (count, said) =>
      count === 1 ? 'Diese Gruppe wiederherstellen?' : `${said} Gruppen wiederherstellen?`,
    restoreText: 'Sie kommen mit ihren Mitgliedern zurück. Die mit einer Regel werden sofort an sie angeglichen.',
    purgeTitle: (count, said) =>
      count === 1 ? 'Diese Gruppe endgültig löschen?' : `${said} Gruppen endgültig löschen?`,
    purgeText: 'Danach lassen sie sich nicht wiederherstellen. Ihre Geschichte bleibt im Überwachungsprotokoll.',
    purged: (count, said) =>
      count === 1 ? 'Eine Gruppe ist endgültig gelöscht.' : `${said} Gruppen sind endgültig gelöscht.`,
    deleting: 'Wird gelöscht',
    restoring: 'Wird wiederhergestellt',
    someRefused: (count) => `${count} wurden abgelehnt.`,
    processingTitle: 'Gruppen, die nicht mit ihrer Regel übereinstimmen',
    everyState: 'Alle Zustände',
    lookAgain: 'Noch einmal nachsehen',
    allSettled: 'Jede Gruppe stimmt mit ihrer Regel überein.',
    consequence: 'Was geschieht',
    since: 'Seit',
    heldMoves: (leaving, members, joining) => `${leaving} von ${members} Mitgliedern würden gehen, ${joining} kommen`,
    unsettled: {
      held: (count, said) =>
        count === 1 ? 'Eine Änderung einer Gruppe wartet auf Zustimmung' : `${said} Änderungen warten auf Zustimmung`,
      failed: (count, said) => (count === 1 ? 'Eine Regel ist nicht anwendbar' : `${said} Regeln sind nicht anwendbar`),
      running: (count, said) => (count === 1 ? 'Eine Gruppe wird angeglichen' : `${said} Gruppen werden angeglichen`),
      waiting: (count, said) => (count === 1 ? 'Eine Gruppe wartet' : `${said} Gruppen warten`),
    },
    emptyTitle: 'Noch keine Gruppen',
    emptyText:
      'Eine Gruppe fasst Personen oder Geräte zusammen. Mit einer Regel wie „Abteilung ist Vertrieb“ hält sie sich selbst richtig: Wer passt, ist Mitglied, sofort und so lange es so ist.',
    emptyDeletedTitle: 'Nichts ist gelöscht',
    emptyDeletedText:
      'Gelöschte Gruppen bleiben 30 Tage hier. So lange lassen sie sich mit ihren Mitgliedern wiederherstellen.',
  },
});
