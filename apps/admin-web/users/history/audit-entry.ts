import type { Row } from '../../lists/list-column.ts';

/** An entry of the log of changes, as the API gives it. */
export interface AuditEntry extends Row {
  readonly activityDisplayName: string;
  readonly activityDateTime: string;
  readonly correlationId: string | null;
  readonly initiatedBy: {
    readonly user: { readonly id: string; readonly displayName: string | null } | null;
    readonly app: { readonly displayName: string | null } | null;
  };
  readonly targetResources: readonly {
    readonly id: string;
    readonly displayName: string | null;
    readonly type: string;
    readonly modifiedProperties: readonly {
      readonly displayName: string;
      readonly oldValue: string | null;
      readonly newValue: string | null;
    }[];
  }[];
}

/** Who did it; undefined for the directory itself. */
export function initiatorOf({ initiatedBy: { user, app } }: AuditEntry): string | undefined {
  return user?.displayName ?? user?.id ?? app?.displayName ?? undefined;
}

/** Values are JSON within a text: shown as people write them, nothing as the word for it. */
export function shownValue(text: string | null, nothing: string, instant: (at: number) => string): string {
  if (text === null) return nothing;
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return text;
  }
  return written(value, instant) || nothing;
}

/** Numbers of this size are instants, in milliseconds. */
const leastInstant = 100_000_000_000;

function written(value: unknown, instant: (at: number) => string): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'number' && value >= leastInstant) return instant(value);
  if (typeof value !== 'object') return String(value);
  const parts = Array.isArray(value)
    ? value.map((each) => written(each, instant))
    : Object.entries(value).map(([name, each]) => `${name} ${written(each, instant) || '–'}`);
  return parts.join(', ');
}
