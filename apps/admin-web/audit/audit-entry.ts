/** A property with its values before and after, each JSON within a text; null for none. */
export interface ModifiedProperty {
  readonly displayName: string;
  readonly oldValue: string | null;
  readonly newValue: string | null;
}

export interface AuditTarget {
  readonly id: string;
  readonly displayName: string | null;
  readonly userPrincipalName: string | null;
  readonly type: string;
  readonly modifiedProperties: readonly ModifiedProperty[];
}

/** An entry of the change log as the API gives it. */
export interface AuditEntry {
  readonly id: string;
  readonly category: string;
  readonly correlationId: string | null;
  readonly activityDisplayName: string;
  readonly activityDateTime: string;
  readonly operationType: string;
  readonly initiatedBy: {
    readonly user: {
      readonly id: string;
      readonly displayName: string;
      readonly userPrincipalName: string | null;
    } | null;
    readonly app: { readonly appId: string | null; readonly displayName: string } | null;
  };
  readonly targetResources: readonly AuditTarget[];
  readonly additionalDetails: readonly { readonly key: string; readonly value: string }[];
}

/** Muster's own name for what was done: `update-user`, `pass`. */
export const operationOf = (entry: AuditEntry) => detailOf(entry, 'operation') ?? '';

export function detailOf({ additionalDetails }: AuditEntry, key: string): string | undefined {
  return additionalDetails.find((each) => each.key === key)?.value;
}

/** Whoever did it, by name: a person, an application, the command line, or Muster itself. */
export function initiatorOf({ initiatedBy: { user, app } }: AuditEntry): string {
  return user?.displayName ?? user?.userPrincipalName ?? app?.displayName ?? '';
}

/** The value behind the text; the text itself where it is no JSON. */
export function readValue(text: string | null): unknown {
  if (text === null) return null;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** The value that a property got, or had when it got none. */
export function toldValue({ targetResources: [target] }: AuditEntry, property: string): unknown {
  const found = target?.modifiedProperties.find(({ displayName }) => displayName === property);
  return found === undefined ? undefined : readValue(found.newValue ?? found.oldValue);
}

const isId = (value: unknown): value is string =>
  typeof value === 'string' && /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i.test(value);

/** Ids of objects that the values name: of members, owners, holders of roles. */
export function namedIds(entries: readonly AuditEntry[]): readonly string[] {
  const values = entries.flatMap(({ targetResources }) =>
    targetResources.flatMap(({ modifiedProperties }) =>
      modifiedProperties.flatMap(({ oldValue, newValue }) => [readValue(oldValue), readValue(newValue)].flat()),
    ),
  );
  return [...new Set(values.filter(isId))];
}
