import { defineTexts } from '../../texts/define-texts.ts';

export const ruleTexts = defineTexts({
  en: {
    matching: {
      user: (count: string, all: string) => `${count} of ${all} users match now.`,
      device: (count: string, all: string) => `${count} of ${all} devices match now.`,
    },
    moves: (joining: string, leaving: string, staying: string) =>
      `Saved now: ${joining} join, ${leaving} leave, ${staying} stay.`,
    needsApproval: 'So many changes are held by the guard: nobody joins or leaves until somebody approves.',
    joining: 'Join',
    leaving: 'Leave',
    staying: 'Stay',
    nobody: 'Nobody.',
    people: 'Who it is',
    signInName: 'Sign-in name',
    deviceId: 'Device ID',
  },
  de: {
    matching: {
      user: (count, all) => `${count} von ${all} Benutzern passen jetzt.`,
      device: (count, all) => `${count} von ${all} Geräten passen jetzt.`,
    },
    moves: (joining, leaving, staying) => `Jetzt gespeichert: ${joining} kommen, ${leaving} gehen, ${staying} bleiben.`,
    needsApproval: 'So viele Änderungen hält der Schutz an: Niemand kommt oder geht, bis jemand zustimmt.',
    joining: 'Kommen',
    leaving: 'Gehen',
    staying: 'Bleiben',
    nobody: 'Niemand.',
    people: 'Wer es ist',
    signInName: 'Anmeldename',
    deviceId: 'Geräte-ID',
  },
});
