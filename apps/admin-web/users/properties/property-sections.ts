import type { FormField } from '../../forms/form-field.ts';
import type { FormSection } from '../../forms/object-form.tsx';
import { countries } from './countries.ts';
import type { DirectoryExtension } from './directory-extensions.ts';
import { decidedOnPremises, type EditedProperty, editedProperties, type SectionName } from './property-names.ts';
import type { propertyTexts } from './property-texts.ts';

type PropertyTexts = (typeof propertyTexts)['en'];

const offered: Readonly<Record<string, readonly string[]>> = {
  userType: ['Member', 'Guest'],
  ageGroup: ['Minor', 'NotAdult', 'Adult'],
  consentProvidedForMinor: ['Granted', 'Denied', 'NotRequired'],
  passwordPolicies: [
    'None',
    'DisablePasswordExpiration',
    'DisableStrongPassword',
    'DisablePasswordExpiration, DisableStrongPassword',
  ],
};

/** The field of a property in the person's language. */
export function propertyField(property: EditedProperty, texts: PropertyTexts, language: string): FormField {
  const { name, kind } = property;
  const attribute = /extensionAttribute(\d+)$/.exec(name)?.[1];
  const label = attribute === undefined ? texts.labels[name]! : texts.extensionAttribute(attribute);
  const hint = texts.hints[name];
  return {
    ...property,
    label,
    ...(hint === undefined ? {} : { hint }),
    ...(kind === 'choice' ? { choices: choicesOf(name, texts, language, property.isRequired === true) } : {}),
  };
}

function choicesOf(name: string, texts: PropertyTexts, language: string, isRequired: boolean) {
  const choices =
    name === 'usageLocation'
      ? countries(language)
      : offered[name]!.map((value) => ({ value, label: texts.choices[value]! }));
  return isRequired || name === 'userType' ? choices : [{ value: '', label: texts.notSet }, ...choices];
}

const extensionKinds: Readonly<Record<string, FormField['kind']>> = {
  Boolean: 'flag',
  DateTime: 'date',
  Integer: 'number',
  LargeInteger: 'number',
};

function extensionField({ name, dataType, appDisplayName }: DirectoryExtension, texts: PropertyTexts): FormField {
  // extension_{application id without hyphens}_{name}
  const label = name.split('_').slice(2).join('_') || name;
  return {
    name,
    label,
    kind: extensionKinds[dataType] ?? 'text',
    ...(appDisplayName === null ? {} : { hint: texts.extensionOf(appDisplayName) }),
  };
}

/**
 * The sections of the profile in the person's language. What another directory decides can only be read.
 *
 * @param names sections that are wanted, in their order
 */
export function propertySections(
  names: readonly SectionName[],
  texts: PropertyTexts,
  language: string,
  isSynced: boolean,
): readonly FormSection[] {
  return names.map((name) => ({
    title: texts.sections[name],
    fields: editedProperties[name].map((property) => ({
      ...propertyField(property, texts, language),
      isReadOnly: isSynced && decidedOnPremises.has(property.name.split('.')[0]!),
    })),
  }));
}

/** The section of directory extensions; none where there are none. */
export function extensionSections(
  extensions: readonly DirectoryExtension[],
  texts: PropertyTexts,
): readonly FormSection[] {
  if (extensions.length === 0) return [];
  return [{ title: texts.sections.extensions, fields: extensions.map((each) => extensionField(each, texts)) }];
}
