import type { Audit, AuditChain, LoggedActor, PropertyValue } from '@muster/directory';
import { formatInstant } from '@muster/kernel';
import type { JsonMembers } from '../../wire/present-object.ts';
import type { RecordType } from '../organization/record-answers.ts';

/** @see Graph schema v1.0, type directoryAudit */
export const directoryAuditType: RecordType = {
  name: 'directoryAudit',
  empty: {
    id: null,
    category: null,
    correlationId: null,
    result: 'success',
    resultReason: '',
    activityDisplayName: null,
    activityDateTime: null,
    loggedByService: 'Core Directory',
    operationType: null,
    initiatedBy: null,
    targetResources: [],
    additionalDetails: [],
  },
};

const operationTypes = {
  create: 'Add',
  update: 'Update',
  delete: 'Delete',
  restore: 'Restore',
  purge: 'Delete',
} as const;

/** Types of targets, with the names of Microsoft Entra ID. */
const targetTypes: Readonly<Record<string, string>> = {
  user: 'User',
  group: 'Group',
  device: 'Device',
  application: 'Application',
  servicePrincipal: 'ServicePrincipal',
  administrativeUnit: 'AdministrativeUnit',
  roleDefinition: 'Role',
  directoryRole: 'Role',
  policy: 'Policy',
  authorizationPolicy: 'Policy',
  organization: 'Directory',
};

/** The id of an entry: the number of its change, and its place there. */
export function auditId({ seq, ordinal }: Pick<Audit, 'seq' | 'ordinal'>): string {
  return `Directory_${seq}_${ordinal}`;
}

/** The place that an id names; undefined for what is no id of an entry. */
export function placeOfId(id: string): { readonly seq: number; readonly ordinal: number } | undefined {
  const match = /^Directory_(\d{1,15})_(\d{1,9})$/i.exec(id);
  return match === null ? undefined : { seq: Number(match[1]), ordinal: Number(match[2]) };
}

/** An entry of the change log as Graph shows it. */
export function presentAudit(audit: Audit): JsonMembers {
  const { cause, fact, activity } = audit;
  return {
    id: auditId(audit),
    category: activity.category,
    correlationId: cause.requestId,
    activityDisplayName: activity.displayName,
    activityDateTime: formatInstant(cause.at),
    operationType: fact === null ? 'Update' : operationTypes[fact.action],
    initiatedBy: initiator(cause.actor),
    targetResources: targetOf(audit),
    additionalDetails: detailsOf(audit),
  };
}

/** What stands before and behind an entry; entries as the list of them has them. */
export function presentChain({ causedBy, sameChange, followedBy }: AuditChain): JsonMembers {
  const entries = (audits: readonly Audit[]) =>
    audits.map((audit) => ({ ...directoryAuditType.empty, ...presentAudit(audit) }));
  return { causedBy: entries(causedBy), sameChange: entries(sameChange), followedBy: entries(followedBy) };
}

/** Muster itself and the command line are shown as applications without an id. */
function initiator({ kind, id, name, userPrincipalName, appId }: LoggedActor): JsonMembers {
  if (kind === 'user') {
    const user = { id, displayName: name, userPrincipalName: userPrincipalName ?? null, ipAddress: null };
    return { app: null, user };
  }
  const app = { appId: appId ?? null, displayName: name, servicePrincipalId: id, servicePrincipalName: null };
  return { app, user: null };
}

function targetOf({ target, fact }: Audit): readonly JsonMembers[] {
  if (target === null) return [];
  const { id, type, displayName, userPrincipalName } = target;
  const changed = Object.entries(fact!.changes).map(([name, [before, after]]) => ({
    displayName: name,
    oldValue: valueText(before),
    newValue: valueText(after),
  }));
  return [
    {
      id,
      displayName,
      type: targetTypes[type] ?? 'Other',
      userPrincipalName,
      groupType: null,
      modifiedProperties: changed,
    },
  ];
}

/** Values are JSON within a text, as Graph has them. */
const valueText = (value: PropertyValue) => (value === null ? null : JSON.stringify(value));

function detailsOf({ cause: { operation, actor } }: Audit): readonly JsonMembers[] {
  const { application } = actor;
  return [
    { key: 'operation', value: operation },
    ...(application === undefined
      ? []
      : [
          { key: 'applicationId', value: application.appId },
          { key: 'applicationName', value: application.name },
        ]),
  ];
}
