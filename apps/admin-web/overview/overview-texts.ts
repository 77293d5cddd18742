import { defineTexts } from '../texts/define-texts.ts';

export const overviewTexts = defineTexts({
  en: {
    processing: 'Dynamic membership rules',
    inLine: 'Every group is in line with its rule.',
    held: 'Changes waiting for approval',
    heldText: (joining: string, leaving: string, members: string) =>
      `${joining} would join, ${leaving} would leave, of ${members} members`,
    since: (at: string) => `since ${at}`,
    approve: 'Look at it and decide',
    failed: 'Rules with errors',
    mend: 'Open the rule',
    running: 'Passes that are running',
    moved: (done: string, all: string) => `${done} of ${all} memberships moved`,
    begins: 'It counts what there is to do.',
    endsAt: (at: string) => `done at about ${at}`,
    waiting: (count: string) => `${count} waiting for their turn`,
    more: (count: string) => `and ${count} more`,
    lastChanges: 'Last changes',
    allChanges: 'All changes',
  },
  de: {
    processing: 'Dynamische Mitgliedschaftsregeln',
    inLine: 'Jede Gruppe entspricht ihrer Regel.',
    held: 'Änderungen, die auf Genehmigung warten',
    heldText: (joining, leaving, members) =>
      `${joining} kämen hinzu, ${leaving} schieden aus, von ${members} Mitgliedern`,
    since: (at) => `seit ${at}`,
    approve: 'Ansehen und entscheiden',
    failed: 'Regeln mit Fehlern',
    mend: 'Regel öffnen',
    running: 'Laufende Durchläufe',
    moved: (done, all) => `${done} von ${all} Mitgliedschaften bewegt`,
    begins: 'Es wird gezählt, was zu tun ist.',
    endsAt: (at) => `fertig gegen ${at}`,
    waiting: (count) => `${count} warten, bis sie an der Reihe sind`,
    more: (count) => `und ${count} weitere`,
    lastChanges: 'Letzte Änderungen',
    allChanges: 'Alle Änderungen',
  },
});
