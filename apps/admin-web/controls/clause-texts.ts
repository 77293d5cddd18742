import { defineTexts } from '../texts/define-texts.ts';

export const clauseTexts = defineTexts({
  en: {
    holds: 'holds',
    fails: 'does not hold',
    found: (name: string, value: string) => `${name} is ${value}`,
    foundNothing: (name: string) => `${name} has no value`,
  },
  de: {
    holds: 'trifft zu',
    fails: 'trifft nicht zu',
    found: (name, value) => `${name} ist ${value}`,
    foundNothing: (name) => `${name} hat keinen Wert`,
  },
});
