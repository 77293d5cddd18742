import { outsideEnglish } from './outside-english.ts';
import { outsideGerman } from './outside-german.ts';
import type { OutsideMessages } from './outside-messages.ts';

/** The texts in the language of a page. */
export function outsideMessages(language: string): OutsideMessages {
  return language === 'de' ? outsideGerman : outsideEnglish;
}
