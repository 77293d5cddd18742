import type { FormField } from '../../forms/form-field.ts';
import { useTexts } from '../../texts/define-texts.ts';
import { unitTexts } from './unit-texts.ts';

/** What an administrative unit is called, and who sees what is in it. */
export function useUnitFields(): readonly FormField[] {
  const texts = useTexts(unitTexts);
  return [
    { name: 'displayName', label: texts.name, kind: 'text', isRequired: true, longest: 256 },
    { name: 'description', label: texts.description, kind: 'long', longest: 1024 },
    {
      name: 'visibility',
      label: texts.visibility,
      kind: 'choice',
      hint: texts.hiddenHint,
      choices: [
        { value: 'Public', label: texts.open },
        { value: 'HiddenMembership', label: texts.hidden },
      ],
    },
  ];
}
