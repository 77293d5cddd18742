import { directoryErrors } from '../errors.ts';
import type { Properties, PropertyValue } from '../objects/directory-object.ts';

/** Reads the members of an input one by one, each checked; `given` says whether a member is there at all. */
export class InputValues {
  constructor(
    private readonly values: Properties,
    known: readonly string[],
    private readonly resource: string,
  ) {
    for (const name of Object.keys(values)) {
      if (!known.includes(name)) throw invalid(name, `a ${resource} has no such property`);
    }
  }

  given(name: string): boolean {
    return this.values[name] !== undefined && this.values[name] !== null;
  }

  /** @throws AppError PROPERTY_REQUIRED, PROPERTY_INVALID */
  text(name: string, maxLength: number): string {
    const value = this.values[name];
    if (value === undefined || value === null || value === '') {
      throw directoryErrors.PROPERTY_REQUIRED({ property: name, resource: this.resource });
    }
    if (typeof value !== 'string') throw invalid(name, 'a text is expected');
    if (value.length > maxLength) throw invalid(name, `longer than ${maxLength} characters`);
    if (hasControls(value, name === 'certificateAuthorities')) throw invalid(name, 'it has control characters');
    return value;
  }

  textOr<F>(name: string, maxLength: number, fallback: F): string | F {
    return this.given(name) ? this.text(name, maxLength) : fallback;
  }

  flag(name: string, fallback: boolean): boolean {
    const value = this.values[name] ?? fallback;
    if (typeof value !== 'boolean') throw invalid(name, 'true or false is expected');
    return value;
  }

  choice<C extends string>(name: string, choices: readonly C[], fallback?: C): C {
    if (fallback !== undefined && !this.given(name)) return fallback;
    const value = this.text(name, 64);
    const choice = choices.find((each) => each.toLowerCase() === value.toLowerCase());
    if (choice === undefined) throw invalid(name, `one of ${choices.join(', ')} is expected`);
    return choice;
  }

  list(name: string, most: number): readonly PropertyValue[] {
    const value = this.values[name] ?? [];
    if (!Array.isArray(value)) throw invalid(name, 'a list is expected');
    if (value.length > most) throw invalid(name, `${value.length} entries; the limit is ${most}`);
    return value as readonly PropertyValue[];
  }

  record(name: string): Properties {
    const value = this.values[name] ?? {};
    if (typeof value !== 'object' || Array.isArray(value)) throw invalid(name, 'an object is expected');
    return value as Properties;
  }
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
const controls = /[\u0000-\u001f\u007f]/;
// biome-ignore lint/suspicious/noControlCharactersInRegex: the same, line ends and tabs allowed
const controlsInLines = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/;

function hasControls(value: string, takesLines: boolean): boolean {
  return (takesLines ? controlsInLines : controls).test(value);
}

/** The error for a member of an input. */
export function invalid(property: string, reason: string) {
  return directoryErrors.PROPERTY_INVALID({ property, reason });
}
