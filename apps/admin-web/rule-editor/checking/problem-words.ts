import type { Diagnostic } from '@muster/rules';
import type { EditorLanguage } from '../operators/operator-words.ts';
import { germanProblems } from './german-problems.ts';

const longestQuote = 60;

/** What is said about a problem of a text, in a language: what is wrong, and how to put it right. */
export function problemWords(
  { code, message, help, position, length, suggestion }: Diagnostic,
  text: string,
  language: EditorLanguage,
): { readonly message: string; readonly help: string } {
  if (language === 'en') return { message, help };
  const [said, advice] = germanProblems[code];
  const place = text.slice(position, position + length);
  const shown = place.length <= longestQuote ? place : `${place.slice(0, longestQuote - 1)}…`;
  const meant = suggestion === undefined ? '' : ` Gemeint: ${suggestion}?`;
  return { message: `${said.replaceAll('{}', shown)}${meant}`, help: advice };
}
