/** Texts that a field holds, as typed; lists one value to a line; flags as `true`, `false`, or empty for neither. */
export type FormValues = Readonly<Record<string, string>>;

/** A property that can be edited. */
export interface FormField {
  /** Name of the property in the API. */
  readonly name: string;
  readonly label: string;
  readonly hint?: string;
  readonly kind: 'text' | 'lines' | 'long' | 'flag' | 'choice' | 'radio' | 'date' | 'number' | 'password';
  /**
   * For a choice: values of the API and their words, for a radio with what each means. A value that is none of them is kept, and
   * a choice shows it as it is.
   */
  readonly choices?: readonly { readonly value: string; readonly label: string; readonly hint?: string }[];
  readonly isRequired?: boolean;
  readonly isReadOnly?: boolean;
  /** Most characters that the API takes. */
  readonly longest?: number;
  /** What is wrong with what was typed, in words; undefined when nothing is. The API decides in the end. */
  check?(value: string): string | undefined;
  /** Whether the field has a meaning beside what the others hold; always where it is absent. What is hidden is not sent. */
  isShown?(values: FormValues): boolean;
}

/** The fields that have a meaning with these values. */
export const shownFields = (fields: readonly FormField[], values: FormValues): readonly FormField[] =>
  fields.filter((field) => field.isShown?.(values) !== false);

/** The fields' texts for an object as the API gives it. */
export function valuesOf(fields: readonly FormField[], object: Readonly<Record<string, unknown>>): FormValues {
  return Object.fromEntries(fields.map((field) => [field.name, textOf(field, object[field.name])]));
}

function textOf({ kind }: FormField, value: unknown): string {
  if (value === undefined || value === null) return '';
  if (Array.isArray(value)) return value.join('\n');
  return kind === 'date' ? String(value).slice(0, 10) : String(value);
}

/** The value that the API takes for a text; an empty text empties the property. */
export function apiValueOf({ kind }: FormField, text: string): unknown {
  if (kind === 'lines')
    return text
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line !== '');
  if (text.trim() === '') return null;
  if (kind === 'flag') return text === 'true';
  if (kind === 'number') return Number(text);
  return kind === 'date' ? `${text}T00:00:00Z` : text;
}

/** What a PATCH has to carry: the properties whose text was changed, and no others. */
export function changedValues(
  fields: readonly FormField[],
  before: FormValues,
  now: FormValues,
): Readonly<Record<string, unknown>> {
  const changed = fields.filter(({ name, isReadOnly }) => isReadOnly !== true && before[name] !== now[name]);
  return Object.fromEntries(changed.map((field) => [field.name, apiValueOf(field, now[field.name] ?? '')]));
}

/**
 * The field that a refusal is about: the only one whose property the message names, as Graph does, between quotes. A part of a
 * property goes by the last part of its name.
 */
export function refusedField(fields: readonly FormField[], message: string): string | undefined {
  const quoted = new Set([...message.matchAll(/['`"]([\w./]+)['`"]/g)].map((match) => match[1]!));
  const named = fields.filter(({ name }) => quoted.has(name) || quoted.has(name.split(/[./]/).at(-1)!));
  return named.length === 1 ? named[0]!.name : undefined;
}

/** What is wrong with a field; undefined when nothing is. */
export function faultOf(field: FormField, text: string, required: string): string | undefined {
  if (field.isRequired === true && text.trim() === '') return required;
  return text === '' ? undefined : field.check?.(text);
}
