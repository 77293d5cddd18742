import { Button, Field, Input, makeStyles, Select } from '@fluentui/react-components';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { ObjectPicker, pickedUsers } from '../controls/object-picker.tsx';
import { ExportButton } from '../lists/export-button.tsx';
import { readingOf } from '../lists/reading-of.ts';
import { RowGrid } from '../lists/row-grid.tsx';
import { useRows } from '../lists/use-rows.ts';
import { browserNow } from '../shell/browser-clock.ts';
import { Problem } from '../shell/problem.tsx';
import { useTexts } from '../texts/define-texts.ts';
import { auditTexts } from './audit-texts.ts';
import { FilterChip } from './filter-chip.tsx';
import { FilterPanel } from './filter-panel.tsx';
import { LogTabs } from './log-tabs.tsx';
import { useNames } from './names.ts';
import { PeriodFields } from './period-fields.tsx';
import { useSignInColumns } from './sign-in-columns.tsx';
import { outcomes, readSignInQuestion, signInAddress } from './sign-in-question.ts';

const pageSize = 200;

const useStyles = makeStyles({
  page: { display: 'flex', flexDirection: 'column', height: '100%', gap: '0.5rem' },
  tools: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: '0.5rem' },
});

/** Who signed in, and who tried. */
export function SignInsPage() {
  const styles = useStyles();
  const texts = useTexts(auditTexts);
  const navigate = useNavigate();
  const asked = readSignInQuestion(useSearch({ strict: false }) as Record<string, unknown>);
  const [now, setNow] = useState(() => browserNow());
  const columns = useSignInColumns();
  const address = signInAddress(asked, now, pageSize);
  const { rows, list } = useRows(address);
  const names = useNames(asked.person === '' ? [] : [asked.person]);
  const ask = (changed: Record<string, string | undefined>) =>
    void navigate({ to: '.', search: (present: object) => ({ ...present, ...changed }), replace: true });
  const refresh = () => {
    setNow(browserNow());
    void list.refetch();
  };
  return (
    <div className={styles.page}>
      <div>
        <LogTabs log="signIns" />
      </div>
      <FilterPanel>
        <PeriodFields asked={asked} ask={ask} />
        <Field label={texts.outcome}>
          <Select value={asked.outcome} onChange={(_event, { value }) => ask({ outcome: value })}>
            {outcomes.map((each) => (
              <option key={each} value={each}>
                {texts.outcomes[each]}
              </option>
            ))}
          </Select>
        </Field>
        <ObjectPicker label={texts.user} kind={pickedUsers} onPick={({ id }) => ask({ person: id })} />
        {(['app', 'address'] as const).map((name) => (
          <Field key={name} label={texts[name]}>
            <Input
              value={asked[name]}
              title={name === 'address' ? texts.addressHint : undefined}
              onChange={(_event, { value }) => ask({ [name]: value === '' ? undefined : value })}
            />
          </Field>
        ))}
      </FilterPanel>
      <div className={styles.tools}>
        <Button onClick={refresh}>{texts.refresh}</Button>
        <ExportButton address={address} columns={columns} fileName="sign-ins" />
        {asked.person !== '' && (
          <FilterChip
            label={texts.user}
            value={names.get(asked.person) ?? asked.person}
            onRemove={() => ask({ person: undefined })}
          />
        )}
        <span>{texts.signInNote}</span>
      </div>
      {list.error !== null && <Problem problem={list.error} onAgain={refresh} />}
      <RowGrid
        label={texts.signIns}
        rows={rows}
        columns={columns}
        count={rows.length}
        {...readingOf(list)}
        empty={texts.empty}
        onSort={() => {}}
      />
    </div>
  );
}
