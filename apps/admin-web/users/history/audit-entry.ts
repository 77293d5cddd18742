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
