/** An entry of the audit log, as far as it is shown. */
export interface AuditEntry {
  readonly id: string;
  readonly activityDisplayName: string;
  readonly activityDateTime: string;
  readonly initiatedBy: {
    readonly user: { readonly displayName: string | null; readonly userPrincipalName: string | null } | null;
    readonly app: { readonly displayName: string | null } | null;
  } | null;
  readonly targetResources: readonly {
    readonly id: string;
    readonly displayName: string | null;
    readonly modifiedProperties: readonly {
      readonly displayName: string;
      /** JSON. */
      readonly oldValue: string | null;
      readonly newValue: string | null;
    }[];
  }[];
}

/** The address of what was done to a group, the newest first. */
export function auditPath(groupId: string, top: number, activity?: string): string {
  const ofGroup = `targetResources/any(t:t/id eq '${groupId}')`;
  const filter = activity === undefined ? ofGroup : `${ofGroup} and activityDisplayName eq '${activity}'`;
  return `/auditLogs/directoryAudits?$filter=${encodeURIComponent(filter)}&$top=${top}`;
}

/** Who did it, in words. */
export function actorOf({ initiatedBy }: AuditEntry): string {
  return initiatedBy?.user?.displayName ?? initiatedBy?.app?.displayName ?? '';
}

/** A JSON text of the log as a value; a text that is none stays what it is. */
export function loggedValue(json: string | null): unknown {
  if (json === null) return null;
  try {
    return JSON.parse(json);
  } catch {
    return json;
  }
}

/**
 * The rule that a group had before its present one, and who changed it; undefined where the log does not tell.
 *
 * @param entries the newest first
 */
export function previousRule(
  entries: readonly AuditEntry[],
  present: string | null,
): { readonly rule: string; readonly by: string } | undefined {
  for (const entry of entries) {
    for (const { modifiedProperties } of entry.targetResources) {
      const change = modifiedProperties.find(({ displayName }) => displayName === 'membershipRule');
      if (change === undefined) continue;
      const before = loggedValue(change.oldValue);
      const isPresent = loggedValue(change.newValue) === present;
      return isPresent && typeof before === 'string' ? { rule: before, by: actorOf(entry) } : undefined;
    }
  }
  return undefined;
}

const guid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Ids of objects that entries name in their changes: members and owners that came and went. */
export function namedIds(entries: readonly AuditEntry[]): readonly string[] {
  const values = entries.flatMap(({ targetResources }) =>
    targetResources.flatMap(({ modifiedProperties }) =>
      modifiedProperties.flatMap(({ oldValue, newValue }) => [loggedValue(oldValue), loggedValue(newValue)]),
    ),
  );
  return [...new Set(values.filter((value): value is string => typeof value === 'string' && guid.test(value)))];
}
