/** An entry of the change log about a device, as the API gives it. */
export interface DeviceAudit {
  readonly id: string;
  readonly activityDateTime: string;
  readonly activityDisplayName: string;
  readonly operationType: string;
  readonly initiatedBy: {
    readonly user: { readonly displayName: string | null } | null;
    readonly app: { readonly displayName: string | null } | null;
  };
  readonly targetResources: readonly {
    readonly modifiedProperties: readonly {
      readonly displayName: string;
      readonly oldValue: string | null;
      readonly newValue: string | null;
    }[];
  }[];
}

export const initiatorOf = ({ initiatedBy: { user, app } }: DeviceAudit): string =>
  user?.displayName ?? app?.displayName ?? '–';

/** Words for values. */
export interface ValueWords {
  readonly empty: string;
  readonly yes: string;
  readonly no: string;
  time(at: number): string;
}

/** Nobody reads keys. */
const unread: ReadonlySet<string> = new Set(['alternativeSecurityIds']);

/** What an entry has changed, values as people write them. */
export function changesOf({ targetResources }: DeviceAudit, words: ValueWords) {
  return targetResources
    .flatMap(({ modifiedProperties }) => modifiedProperties)
    .filter(({ displayName }) => !unread.has(displayName))
    .map(({ displayName, oldValue, newValue }) => ({
      name: displayName,
      before: valueText(displayName, oldValue, words),
      after: valueText(displayName, newValue, words),
    }));
}

/** Values are JSON within a text. */
function valueText(name: string, text: string | null, words: ValueWords): string {
  if (text === null) return words.empty;
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return text;
  }
  if (typeof value === 'boolean') return value ? words.yes : words.no;
  if (typeof value === 'number' && name.endsWith('DateTime')) return words.time(value);
  return written(value) || words.empty;
}

function written(value: unknown): string {
  if (value === null) return '';
  if (typeof value !== 'object') return String(value);
  if (Array.isArray(value)) return value.map(written).join(', ');
  return Object.entries(value)
    .map(([name, each]) => `${name} ${written(each)}`)
    .join(', ');
}

const links: ReadonlySet<string> = new Set(['registeredOwners', 'registeredUsers']);

/** Ids of the people whom the entries link with the device, or no longer link, each once. */
export function peopleIn(entries: readonly DeviceAudit[]): readonly string[] {
  const texts = entries
    .flatMap(({ targetResources }) => targetResources.flatMap(({ modifiedProperties }) => modifiedProperties))
    .filter(({ displayName }) => links.has(displayName))
    .flatMap(({ oldValue, newValue }) => [oldValue, newValue]);
  return [...new Set(texts.filter((text) => text !== null).map((text) => String(JSON.parse(text))))].sort();
}
