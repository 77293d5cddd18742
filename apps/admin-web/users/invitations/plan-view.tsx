import { Button, Checkbox, Field, Input, makeStyles, Select, Subtitle2, Textarea } from '@fluentui/react-components';
import { useState } from 'react';
import type { Row } from '../../lists/list-column.ts';
import { RowGrid } from '../../lists/row-grid.tsx';
import { useChosen } from '../../shell/preferences.ts';
import { useTexts } from '../../texts/define-texts.ts';
import { createTexts } from '../create/create-texts.ts';
import { GroupChoice } from '../create/group-choice.tsx';
import { isWanted, type PlannedInvitee } from './invitation-plan.ts';
import { inviteManyTexts } from './invite-many-texts.ts';
import type { InvitingSettings } from './inviting.ts';
import { planColumns, planRows } from './plan-rows.ts';
import { usualRedirectUrl } from './send-invitation.ts';

const useStyles = makeStyles({
  page: { display: 'flex', flexDirection: 'column', gap: '1rem' },
  plan: { display: 'flex', flexDirection: 'column', height: 'min(24rem, 60vh)' },
  fields: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fill, minmax(min(100%, 18rem), 1fr))',
    gap: '0.75rem 1.5rem',
    alignItems: 'start',
  },
  buttons: { display: 'flex', flexWrap: 'wrap', gap: '0.5rem' },
  text: { margin: 0 },
});

export interface PlanViewProps {
  readonly plan: readonly PlannedInvitee[];
  onStart(settings: InvitingSettings): void;
  onAnother(): void;
}

/** What will be done with each line, and what counts for all of them. */
export function PlanView({ plan, onStart, onAnother }: PlanViewProps) {
  const styles = useStyles();
  const { language } = useChosen();
  const texts = useTexts(inviteManyTexts);
  const { languages } = useTexts(createTexts);
  const [groups, setGroups] = useState<readonly Row[]>([]);
  const [isFaultsOnly, setIsFaultsOnly] = useState(false);
  const [given, setGiven] = useState<Omit<InvitingSettings, 'groups'>>({
    redirectUrl: usualRedirectUrl,
    sendsMail: true,
    message: '',
    language: language === 'de' ? 'de-DE' : 'en-US',
    resends: false,
  });
  const set = (changed: Partial<InvitingSettings>) => setGiven({ ...given, ...changed });
  const wanted = plan.filter((each) => isWanted(each, given.resends)).length;
  const shown = isFaultsOnly ? plan.filter((each) => !isWanted(each, given.resends)) : plan;
  const rows = planRows(shown, given.resends, texts);
  const count = (number: number) => number.toLocaleString(language);
  return (
    <div className={styles.page}>
      <Subtitle2 as="h2">{texts.plan}</Subtitle2>
      <p className={styles.text} role="status">
        {texts.summary(count(wanted), count(plan.length))}
      </p>
      <Checkbox
        label={texts.onlyFaults}
        checked={isFaultsOnly}
        onChange={(_event, { checked }) => setIsFaultsOnly(checked === true)}
      />
      <div className={styles.plan}>
        <RowGrid
          label={texts.plan}
          rows={rows}
          columns={planColumns(texts)}
          count={rows.length}
          isLoading={false}
          empty="–"
          onEnd={() => undefined}
        />
      </div>
      <div className={styles.fields}>
        <Field label={texts.redirectUrl} hint={texts.redirectHint} required>
          <Input value={given.redirectUrl} onChange={(_event, { value }) => set({ redirectUrl: value })} />
        </Field>
        <Field label={texts.language}>
          <Select value={given.language} onChange={(_event, { value }) => set({ language: value })}>
            {Object.entries(languages).map(([code, name]) => (
              <option key={code} value={code}>
                {name}
              </option>
            ))}
          </Select>
        </Field>
        <Field label={texts.message}>
          <Textarea
            resize="vertical"
            maxLength={2000}
            value={given.message}
            onChange={(_event, { value }) => set({ message: value })}
          />
        </Field>
        <Field hint={texts.sendHint}>
          <Checkbox
            label={texts.sendMail}
            checked={given.sendsMail}
            onChange={(_event, { checked }) => set({ sendsMail: checked === true })}
          />
        </Field>
        <Checkbox
          label={texts.resend}
          checked={given.resends}
          onChange={(_event, { checked }) => set({ resends: checked === true })}
        />
      </div>
      <Subtitle2 as="h2">{texts.group}</Subtitle2>
      <GroupChoice groups={groups} onChange={setGroups} />
      <div className={styles.buttons}>
        <Button
          appearance="primary"
          disabled={wanted === 0 || given.redirectUrl.trim() === ''}
          onClick={() => onStart({ ...given, groups })}
        >
          {texts.start(count(wanted))}
        </Button>
        <Button onClick={onAnother}>{texts.another}</Button>
      </div>
    </div>
  );
}
