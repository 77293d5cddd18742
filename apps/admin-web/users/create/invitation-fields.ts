import type { FormField } from '../../forms/form-field.ts';
import { useTexts } from '../../texts/define-texts.ts';
import { propertyTexts } from '../properties/property-texts.ts';
import { createTexts } from './create-texts.ts';

const addressForm = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;

/** The fields of an invitation; those of the mail only where one is sent. */
export function useInvitationFields(sendsMail: boolean): readonly FormField[] {
  const texts = useTexts(createTexts);
  const { choices } = useTexts(propertyTexts);
  const types = ['Guest', 'Member'].map((value) => ({ value, label: choices[value]! }));
  const languages = Object.entries(texts.languages).map(([value, label]) => ({ value, label }));
  const mail: readonly FormField[] = [
    { name: 'message', label: texts.message, hint: texts.messageHint, kind: 'long', longest: 2000 },
    { name: 'language', label: texts.language, kind: 'choice', choices: languages },
  ];
  return [
    {
      name: 'address',
      label: texts.address,
      kind: 'text',
      isRequired: true,
      longest: 320,
      check: (value) => (addressForm.test(value.trim()) ? undefined : texts.notAddress),
    },
    { name: 'displayName', label: texts.displayName, kind: 'text', longest: 256 },
    { name: 'userType', label: texts.userType, kind: 'choice', choices: types },
    { name: 'redirectUrl', label: texts.redirectUrl, hint: texts.redirectHint, kind: 'text', isRequired: true },
    ...(sendsMail ? mail : []),
  ];
}
