import { Checkbox, Field, Input, makeStyles, Select, Subtitle1 } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { graph } from '../../graph/graph.ts';
import { useTexts } from '../../texts/define-texts.ts';
import { DurationSelect } from '../duration-select.tsx';
import { ApproverFields } from './approver-fields.tsx';
import { DemandBoxes } from './demand-boxes.tsx';
import { isTimeoutRight, type RoleRule, type RoleRules, stageOf, withStage } from './role-rules.ts';
import { settingTexts } from './setting-texts.ts';

export interface RuleFieldsProps {
  readonly rules: RoleRules;
  onChange(rule: RoleRule): void;
}

export const useRuleStyles = makeStyles({
  part: {
    display: 'flex',
    flexDirection: 'column',
    gap: '0.75rem',
    maxWidth: '36rem',
    '& > h2, & > h3': { margin: 0 },
  },
});

interface Context {
  readonly id: string;
  readonly displayName: string;
  readonly isAvailable: boolean;
}

/** What activating takes, and how long it lasts. */
export function ActivationRules({ rules, onChange }: RuleFieldsProps) {
  const styles = useRuleStyles();
  const texts = useTexts(settingTexts);
  const expiration = rules.Expiration_EndUser_Assignment!;
  const approval = rules.Approval_EndUser_Assignment!;
  const stage = stageOf(approval);
  return (
    <section className={styles.part} aria-label={texts.activation}>
      <Subtitle1 as="h2">{texts.activation}</Subtitle1>
      <DurationSelect
        label={texts.maximum}
        unit="hours"
        duration={expiration.maximumDuration!}
        onChange={(maximumDuration) => onChange({ ...expiration, maximumDuration })}
      />
      <DemandBoxes
        label={texts.demanded}
        rule={rules.Enablement_EndUser_Assignment!}
        offered={['MultiFactorAuthentication', 'Justification', 'Ticketing']}
        onChange={onChange}
      />
      <ContextField rule={rules.AuthenticationContext_EndUser_Assignment!} onChange={onChange} />
      <Checkbox
        label={texts.approval}
        checked={approval.setting!.isApprovalRequired}
        onChange={(_event, { checked }) =>
          onChange({ ...approval, setting: { ...approval.setting!, isApprovalRequired: checked === true } })
        }
      />
      {approval.setting!.isApprovalRequired && (
        <>
          <ApproverFields
            approvers={stage.primaryApprovers}
            onChange={(primaryApprovers) => onChange(withStage(approval, { primaryApprovers }))}
          />
          <Checkbox
            label={texts.approverJustification}
            checked={stage.isApproverJustificationRequired}
            onChange={(_event, { checked }) =>
              onChange(withStage(approval, { isApproverJustificationRequired: checked === true }))
            }
          />
          <Field label={texts.timeout} validationMessage={isTimeoutRight(rules) ? undefined : texts.timeoutFault}>
            <Input
              type="number"
              min={1}
              max={30}
              value={String(stage.approvalStageTimeOutInDays)}
              onChange={(_event, { value }) =>
                onChange(withStage(approval, { approvalStageTimeOutInDays: Number(value) }))
              }
            />
          </Field>
        </>
      )}
    </section>
  );
}

function ContextField({ rule, onChange }: { readonly rule: RoleRule; onChange(rule: RoleRule): void }) {
  const texts = useTexts(settingTexts);
  const contexts = useQuery({
    queryKey: ['object', 'authentication-contexts'],
    queryFn: async ({ signal }) => {
      const path = '/identity/conditionalAccess/authenticationContextClassReferences';
      return (await graph.page<Context>(path, signal)).value;
    },
    retry: false,
  });
  const present = rule.isEnabled === true ? rule.claimValue! : '';
  const offered = (contexts.data ?? []).filter(({ isAvailable }) => isAvailable);
  if (offered.length === 0 && present === '') return null;
  const isOther = present !== '' && !offered.some(({ id }) => id === present);
  return (
    <Field label={texts.context} hint={texts.contextHint}>
      <Select
        value={present}
        onChange={(_event, { value }) => onChange({ ...rule, isEnabled: value !== '', claimValue: value })}
      >
        <option value="">{texts.noContext}</option>
        {isOther && <option value={present}>{present}</option>}
        {offered.map(({ id, displayName }) => (
          <option key={id} value={id}>
            {displayName} ({id})
          </option>
        ))}
      </Select>
    </Field>
  );
}
