import { english } from './english.ts';
import { german } from './german.ts';
import type { Messages } from './messages.ts';

const catalogue: readonly Messages[] = [english, german];

/**
 * The language of a page: the first of those wished for that there is, else English.
 *
 * @param uiLocales of the request (OpenID Connect Core §3.1.2.1), separated by spaces; they come first
 * @param acceptLanguage the browser's header; in the order in which it is written, which is the order of preference
 */
export function chooseMessages(uiLocales: string | undefined, acceptLanguage: string | undefined): Messages {
  const wished = [
    ...(uiLocales ?? '').slice(0, 200).split(' '),
    ...(acceptLanguage ?? '')
      .slice(0, 500)
      .split(',')
      .map((each) => each.split(';')[0]!.trim()),
  ];
  for (const tag of wished) {
    const [language] = tag.toLowerCase().split('-');
    const found = catalogue.find((each) => each.language === language);
    if (found !== undefined) return found;
  }
  return english;
}
