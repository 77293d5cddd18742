import { defineTexts } from '../../texts/define-texts.ts';

type Words = Readonly<Record<string, string>>;

export const historyTexts = defineTexts({
  en: {
    when: 'When',
    what: 'What',
    change: 'Change',
    who: 'By whom',
    nothing: 'nothing',
    passEnded: (joined: string, left: string) => `Pass: ${joined} joined, ${left} left`,
    passHeld: (joining: string, leaving: string) =>
      `Waits for an approval: ${joining} would join, ${leaving} would leave`,
    ruleInForce: 'The rule was put in force',
    /** By what the log calls them; others are shown as the log has them. */
    properties: {
      displayName: 'Name',
      description: 'Description',
      groupTypes: 'Group types',
      membershipRule: 'Rule',
      membershipRuleProcessingState: 'Processing',
      membershipGuard: 'Guard',
      mailNickname: 'Mail nickname',
      visibility: 'Visibility',
    } as Words,
  },
  de: {
    when: 'Wann',
    what: 'Was',
    change: 'Änderung',
    who: 'Von wem',
    nothing: 'nichts',
    passEnded: (joined: string, left: string) => `Durchlauf: ${joined} hinzugekommen, ${left} ausgeschieden`,
    passHeld: (joining: string, leaving: string) =>
      `Wartet auf eine Genehmigung: ${joining} kämen hinzu, ${leaving} schieden aus`,
    ruleInForce: 'Die Regel wurde in Kraft gesetzt',
    properties: {
      displayName: 'Name',
      description: 'Beschreibung',
      groupTypes: 'Gruppentypen',
      membershipRule: 'Regel',
      membershipRuleProcessingState: 'Verarbeitung',
      membershipGuard: 'Schutz',
      mailNickname: 'E-Mail-Alias',
      visibility: 'Sichtbarkeit',
    },
  },
});
