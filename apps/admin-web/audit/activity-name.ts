import { useTexts } from '../texts/define-texts.ts';
import { activities } from './activities.ts';
import { auditPhrases } from './audit-phrases.ts';

/** What activities of the log are called in the person's language; by the API's own name where they are not known here. */
export function useActivityName(): (name: string) => string {
  const phrases = useTexts(auditPhrases);
  return (name) => {
    const known = activities.get(name);
    return known === undefined ? name : phrases.label(known, name);
  };
}
