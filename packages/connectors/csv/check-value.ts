import type { PropertyValue } from '@muster/directory';
import { parseInstant } from '@muster/kernel';
import { problem, type RowProblem } from './row-problem.ts';
import type { Target } from './target.ts';

type Reading = { readonly value: PropertyValue } | { readonly problem: RowProblem };

const yes = new Set(['true', 'yes', '1']);
const no = new Set(['false', 'no', '0']);
const domain = /^[a-z0-9-]+(\.[a-z0-9-]+)+$/i;
const principalAlias = /^[a-z0-9'.\-_!#^~]+$/i;
const regions = new Intl.DisplayNames(['en'], { type: 'region', fallback: 'none' });
/** Two-letter codes that name no single country: unions, islands without a code of their own, test codes. */
const noCountries = new Set(['AC', 'CP', 'DG', 'EA', 'EU', 'EZ', 'IC', 'QO', 'TA', 'UN', 'XA', 'XB', 'ZZ']);

/**
 * The value that a text stands for in the target; empty text means no value.
 *
 * Problems: MISSING_VALUE where the property cannot be without one, TOO_LONG, BAD_VALUE.
 */
export function checkValue(target: Target, text: string): Reading {
  const { definition, name } = target;
  if (definition.isCollection) return checkCollection(target, text);
  if (text !== '') return checkSingle(target, text);
  if (definition.isNullable) return { value: null };
  return { problem: problem('MISSING_VALUE', `\`${name}\` has no value`, name) };
}

function checkCollection(target: Target, text: string): Reading {
  const values: PropertyValue[] = [];
  for (const part of text.split(';').map((part) => part.trim())) {
    if (part === '') continue;
    const reading = checkSingle(target, part);
    if ('problem' in reading) return reading;
    values.push(reading.value);
  }
  if (target.property === 'businessPhones' && values.length > 1) return bad(target, text, 'more than one number');
  return { value: values };
}

function checkSingle(target: Target, text: string): Reading {
  const { definition, name } = target;
  const limit = definition.maxLength;
  if (limit !== undefined && text.length > limit) {
    const message = `\`${name}\` is ${text.length} characters long; the limit is ${limit}`;
    return { problem: problem('TOO_LONG', message, name) };
  }
  switch (target.field === undefined ? definition.type : definition.fields![target.field]) {
    case 'Boolean':
      return checkFlag(target, text);
    case 'DateTimeOffset': {
      const instant = parseInstant(text);
      return instant === undefined ? bad(target, text, 'no ISO 8601 date') : { value: instant };
    }
    case 'Int32':
      return /^-?\d{1,9}$/.test(text) ? { value: Number(text) } : bad(target, text, 'no whole number');
    default:
      return checkText(target, text);
  }
}

function checkFlag(target: Target, text: string): Reading {
  const word = text.toLowerCase();
  if (yes.has(word)) return { value: true };
  return no.has(word) ? { value: false } : bad(target, text, 'neither true nor false');
}

function checkText(target: Target, text: string): Reading {
  const { allowed } = target.definition;
  if (allowed !== undefined) {
    const found = allowed.find((value) => value.toLowerCase() === text.toLowerCase());
    return found === undefined ? bad(target, text, `not one of ${allowed.join(', ')}`) : { value: found };
  }
  const fault = textFaults[target.property]?.(text);
  if (fault !== undefined) return bad(target, text, fault);
  return { value: target.property === 'usageLocation' ? text.toUpperCase() : text };
}

/** @see Graph surface spec §12.1 for the characters of user principal names and mail nicknames */
const textFaults: Readonly<Record<string, (text: string) => string | undefined>> = {
  userPrincipalName: (text) => {
    const [alias, host, more] = text.split('@');
    if (host === undefined || more !== undefined || !domain.test(host)) return 'not of the form name@domain';
    if (!principalAlias.test(alias!)) return "made of other characters than letters, digits and ' . - _ ! # ^ ~";
    return alias!.length > 64 ? 'longer than 64 characters before the @' : undefined;
  },
  mail: mailFault,
  otherMails: mailFault,
  mailNickname: (text) =>
    /^[\x21-\x7e]+$/.test(text) && !/[@()\\[\]";:<>,]/.test(text) ? undefined : 'not a mail nickname',
  usageLocation: (text) =>
    isCountryCode(text.toUpperCase()) ? undefined : 'not an ISO 3166-1 two-letter country code',
};

function mailFault(text: string): string | undefined {
  return /^[^\s@]+@[^\s@]+$/.test(text) ? undefined : 'not a mail address';
}

function isCountryCode(code: string): boolean {
  if (!/^[A-Z]{2}$/.test(code) || noCountries.has(code) || regions.of(code) === undefined) return false;
  // Withdrawn codes and aliases such as UK are written in another way today.
  return new Intl.Locale(`und-${code}`).region === code;
}

function bad(target: Target, text: string, fault: string): Reading {
  const shown = text.length > 60 ? `${text.slice(0, 60)}…` : text;
  return { problem: problem('BAD_VALUE', `\`${target.name}\` is \`${shown}\`, ${fault}`, target.name) };
}
