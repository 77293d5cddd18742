import { Checkbox, makeStyles, SearchBox, tokens } from '@fluentui/react-components';
import { useState } from 'react';
import { useChosen } from '../../shell/preferences.ts';
import { useTexts } from '../../texts/define-texts.ts';
import { roleTexts } from '../role-texts.ts';
import { bySubject } from './by-subject.ts';
import { useResourceActions } from './resource-actions.ts';
import { subjectTexts, subjectWord } from './subject-texts.ts';

const useStyles = makeStyles({
  tools: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: '0.5rem 1rem' },
  search: { minWidth: 'min(100%, 18rem)' },
  columns: {
    columnWidth: '22rem',
    columnGap: '2rem',
    marginTop: '0.5rem',
    padding: '0.5rem 0',
    borderTop: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  legend: { padding: 0, fontWeight: tokens.fontWeightSemibold },
  subject: { breakInside: 'avoid', border: 'none', margin: 0, padding: '0 0 0.75rem', minWidth: 0 },
});

export interface PermissionPickerProps {
  readonly chosen: ReadonlySet<string>;
  onChange(chosen: ReadonlySet<string>): void;
}

/** Chooses what a role allows. */
export function PermissionPicker({ chosen, onChange }: PermissionPickerProps) {
  const styles = useStyles();
  const { language } = useChosen();
  const texts = useTexts(roleTexts);
  const subjects = useTexts(subjectTexts);
  const [search, setSearch] = useState('');
  const catalogue = useResourceActions();
  const words = search.toLowerCase().split(/\s+/);
  const found = (catalogue.data ?? []).filter(({ name, description }) => {
    const text = `${name} ${description}`.toLowerCase();
    return words.every((word) => text.includes(word));
  });
  const toggle = (name: string) => {
    const next = new Set(chosen);
    if (!next.delete(name)) next.add(name);
    onChange(next);
  };
  return (
    <fieldset className={styles.subject} aria-label={texts.permissions}>
      <div className={styles.tools}>
        <SearchBox
          className={styles.search}
          aria-label={texts.permissionSearch}
          placeholder={texts.permissionSearch}
          value={search}
          onChange={(_event, { value }) => setSearch(value)}
        />
        <span role="status">{texts.permissionCount(chosen.size.toLocaleString(language))}</span>
      </div>
      <div className={styles.columns}>
        {[...bySubject(found)].map(([subject, all]) => (
          <fieldset key={subject} className={styles.subject}>
            <legend className={styles.legend}>{subjectWord(subjects, subject)}</legend>
            {all.map(({ name, description, isPrivileged }) => (
              <div key={name} title={name}>
                <Checkbox
                  label={isPrivileged ? `${description} (${texts.privileged})` : description}
                  checked={chosen.has(name)}
                  onChange={() => toggle(name)}
                />
              </div>
            ))}
          </fieldset>
        ))}
      </div>
    </fieldset>
  );
}
