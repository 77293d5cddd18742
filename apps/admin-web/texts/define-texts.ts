import { type Language, useChosen } from '../shell/preferences.ts';

/** Texts of one part of the pages, in every language: each has exactly those of the English. */
export type TextsOf<T> = Readonly<Record<Language, T>>;

/** Declares the texts of a folder; they are loaded with its pages and not before. */
export function defineTexts<T>(texts: { readonly en: T } & Readonly<Record<Exclude<Language, 'en'>, NoInfer<T>>>) {
  return texts as TextsOf<T>;
}

/** The texts of a folder in the person's language. */
export function useTexts<T>(texts: TextsOf<T>): T {
  return texts[useChosen().language];
}
