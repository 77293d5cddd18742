import {
  type ApprovalRule,
  type Approver,
  enablements,
  flag,
  kindOfRule,
  type PropertyTable,
  type RoleRuleId,
  text,
  texts,
} from '@muster/directory';
import { toObjectId } from '@muster/kernel';
import { graphErrors } from '../../errors.ts';
import { isJsonObject, type JsonObject, type JsonValue, readJsonObject } from '../../wire/json-body.ts';
import { readRecordBody } from '../organization/read-record-body.ts';

const resource = 'UnifiedRoleManagementPolicyRule';
const set = flag({ isNullable: false });

const tables: Readonly<Record<Exclude<ReturnType<typeof kindOfRule>, 'approval'>, PropertyTable>> = {
  expiration: { isExpirationRequired: set, maximumDuration: text(64, { isNullable: false }) },
  enablement: { enabledRules: texts(64, { allowed: enablements }) },
  authenticationContext: { isEnabled: set, claimValue: text(16) },
  notification: {
    notificationType: text(16, { allowed: ['Email'], isNullable: false }),
    recipientType: text(16, { allowed: ['Admin', 'Requestor', 'Approver'], isNullable: false }),
    notificationLevel: text(16, { allowed: ['None', 'Critical', 'All'], isNullable: false }),
    isDefaultRecipientsEnabled: set,
    notificationRecipients: texts(320),
  },
};

/**
 * What a PATCH changes of a rule; `id`, `target` and the type say which rule it is and are not looked at.
 *
 * @throws AppError the errors of `readRecordBody`
 */
export function readRuleBody(id: RoleRuleId, body: string | undefined): object {
  const kind = kindOfRule(id);
  const own = Object.entries(readJsonObject(body)).filter(
    // No authentication context is an empty claim.
    ([name, value]) => !['id', 'target'].includes(name.toLowerCase()) && value !== '',
  );
  if (kind !== 'approval') {
    const { claimValue, ...rest } = readRecordBody(JSON.stringify(Object.fromEntries(own)), tables[kind], resource);
    return claimValue === undefined ? rest : { ...rest, claimValue: claimValue ?? '' };
  }
  const setting = own.find(([name]) => name.toLowerCase() === 'setting')?.[1];
  const unknown = own.find(([name]) => name.toLowerCase() !== 'setting' && !name.includes('@'));
  if (unknown !== undefined) throw graphErrors.BODY_UNKNOWN_PROPERTY({ property: unknown[0], resource });
  return setting === undefined ? {} : readApproval(objectAt(setting, 'setting'));
}

function readApproval(setting: JsonObject): Partial<ApprovalRule> {
  const { isApprovalRequired, approvalStages } = setting;
  const stages = approvalStages ?? [];
  if (!Array.isArray(stages) || stages.length > 1) throw invalid('setting/approvalStages', 'one stage is expected');
  const required =
    isApprovalRequired == null ? {} : { isApprovalRequired: flagAt(isApprovalRequired, 'isApprovalRequired') };
  const [first] = stages as readonly JsonValue[];
  return first === undefined ? required : { ...required, ...readStage(objectAt(first, 'setting/approvalStages')) };
}

function readStage(stage: JsonObject): Partial<ApprovalRule> {
  const { approvalStageTimeOutInDays: days, isApproverJustificationRequired: isNeeded, primaryApprovers } = stage;
  if (days != null && !Number.isSafeInteger(days))
    throw invalid('approvalStageTimeOutInDays', 'a whole number is expected');
  const approvers = primaryApprovers ?? undefined;
  if (approvers !== undefined && !Array.isArray(approvers))
    throw invalid('primaryApprovers', 'the value is not a list');
  return {
    ...(days == null ? {} : { timeOutInDays: days as number }),
    ...(isNeeded == null
      ? {}
      : { isApproverJustificationRequired: flagAt(isNeeded, 'isApproverJustificationRequired') }),
    ...(approvers === undefined ? {} : { approvers: (approvers as readonly JsonValue[]).map(readApprover) }),
  };
}

function readApprover(value: JsonValue): Approver {
  const { '@odata.type': type, userId, groupId, id, description } = objectAt(value, 'primaryApprovers');
  const kind = /singleUser$/i.test(String(type)) || userId !== undefined ? 'user' : 'group';
  const known = toObjectId(String((kind === 'user' ? userId : groupId) ?? id ?? ''));
  if (known === undefined)
    throw invalid('primaryApprovers', 'singleUser with userId, or groupMembers with groupId, is expected');
  return { kind, id: known, description: typeof description === 'string' ? description.slice(0, 256) : null };
}

function objectAt(value: JsonValue, property: string): JsonObject {
  if (isJsonObject(value)) return value;
  throw invalid(property, 'the value is not an object');
}

function flagAt(value: JsonValue, property: string): boolean {
  if (typeof value === 'boolean') return value;
  throw invalid(property, 'the value is not true or false');
}

function invalid(property: string, reason: string) {
  return graphErrors.BODY_INVALID_VALUE({ property, resource, reason });
}
