import { createContext, useContext } from 'react';
import { english, type Texts } from '../texts/english.ts';
import { german } from '../texts/german.ts';

export const themeNames = ['system', 'light', 'dark', 'contrast'] as const;
export type ThemeName = (typeof themeNames)[number];

interface LanguageFacts {
  /** In the language's own words. */
  readonly name: string;
  readonly direction: 'ltr' | 'rtl';
}

export type Language = 'en' | 'de';

/** The languages that the pages speak. */
export const languages: Readonly<Record<Language, LanguageFacts>> = {
  en: { name: 'English', direction: 'ltr' },
  de: { name: 'Deutsch', direction: 'ltr' },
};

/** How the pages look and speak, as the person chose in this browser. */
export interface Preferences {
  readonly theme: ThemeName;
  readonly language: Language;
}

const key = 'muster.preferences';

/** The first language of the person's that the pages speak; English when there is none. */
export function chooseLanguage(wanted: readonly string[]): Language {
  const found = wanted.map((each) => each.slice(0, 2).toLowerCase()).find((each) => Object.hasOwn(languages, each));
  return (found as Language | undefined) ?? 'en';
}

/** Reads what was kept; whatever is not a choice that exists counts as none. */
export function readPreferences(kept: string | null, wanted: readonly string[]): Preferences {
  let given: { theme?: unknown; language?: unknown } = {};
  try {
    given = (JSON.parse(kept ?? '{}') as typeof given | null) ?? {};
  } catch {
    given = {}; // somebody else's text
  }
  const theme = themeNames.find((each) => each === given.theme) ?? 'system';
  const isKnown = typeof given.language === 'string' && Object.hasOwn(languages, given.language);
  return { theme, language: isKnown ? (given.language as Language) : chooseLanguage(wanted) };
}

export const loadPreferences = () => readPreferences(localStorage.getItem(key), navigator.languages);
export const keepPreferences = (preferences: Preferences) => localStorage.setItem(key, JSON.stringify(preferences));

export const textsIn: Readonly<Record<Language, Texts>> = { en: english, de: german };

export interface Chosen extends Preferences {
  readonly texts: Texts;
  choose(changed: Partial<Preferences>): void;
}

export const ChosenContext = createContext<Chosen | undefined>(undefined);

/** Texts, theme and language of the page. */
export function useChosen(): Chosen {
  return useContext(ChosenContext)!;
}
