import { Button, Select } from '@fluentui/react-components';
import { AddRegular } from '@fluentui/react-icons';
import type { ReactNode } from 'react';
import { useChosen } from '../../shell/preferences.ts';
import { useTexts } from '../../texts/define-texts.ts';
import type { GroupRow, RowPath, RuleRow, TextRow } from '../rows/rule-rows.ts';
import { ruleTexts } from '../rule-texts.ts';
import { placeName, useBuilder } from './builder-context.ts';
import { useRowStyles } from './builder-styles.ts';
import { ConditionFields } from './condition-row.tsx';
import { DraftFields } from './draft-row.tsx';
import { RowActions } from './row-actions.tsx';
import { WrittenField } from './value-field.tsx';

export interface RowViewProps {
  readonly row: RuleRow;
  readonly path: RowPath;
  /** The group it stands in; undefined for the whole rule. */
  readonly group?: GroupRow;
}

/** One row with how it is joined, or a group of rows within the rule. */
export function RowView({ row, path, group }: RowViewProps) {
  const styles = useRowStyles();
  const beside = group?.rows.length ?? 1;
  const actions = <RowActions row={row} path={path} beside={beside} connector={group?.connector ?? 'and'} />;
  if (row.kind === 'group') {
    return <GroupBox row={row} path={path} group={group} actions={actions} />;
  }
  return (
    <>
      <div className={styles.row} data-row={path.join('.')}>
        <Joined row={row} path={path} group={group} />
        {row.kind === 'condition' ? <ConditionFields row={row} path={path} /> : <TextFields row={row} path={path} />}
        {actions}
        <Counted row={row} />
      </div>
      <DraftFields path={path} kind="nest" />
    </>
  );
}

/** And, Or, and whether the row is negated. */
function Joined({ row, path, group }: RowViewProps) {
  const styles = useRowStyles();
  const texts = useTexts(ruleTexts);
  const { edit } = useBuilder();
  const parent = path.slice(0, -1);
  return (
    <div className={styles.connector}>
      {group !== undefined && path.at(-1)! > 0 && (
        <Select
          className={styles.fill}
          aria-label={texts.rowName(texts.andOr, placeName(path))}
          value={group.connector}
          onChange={(_event, { value }) =>
            edit({ kind: 'setConnector', path: parent, connector: value === 'or' ? 'or' : 'and' })
          }
        >
          <option value="and">{texts.and}</option>
          <option value="or">{texts.or}</option>
        </Select>
      )}
      {row.negations % 2 === 1 && <strong className={styles.not}>{texts.not}</strong>}
    </div>
  );
}

/** A group of rows within the rule. */
function GroupBox({
  row,
  path,
  group,
  actions,
}: RowViewProps & { readonly row: GroupRow; readonly actions: ReactNode }) {
  const styles = useRowStyles();
  const texts = useTexts(ruleTexts);
  const { begin } = useBuilder();
  const name = texts.groupName(placeName(path));
  return (
    <fieldset className={styles.group} aria-label={name} data-row={path.join('.')}>
      <div className={styles.groupHead}>
        <Joined row={row} path={path} group={group} />
        <span className={styles.groupName}>{name}</span>
        {actions}
      </div>
      <div className={styles.inside}>
        {row.rows.map((each, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a row is its place
          <RowView key={i} row={each} path={[...path, i]} group={row} />
        ))}
        <DraftFields path={path} kind="add" />
        <Button
          appearance="subtle"
          size="small"
          icon={<AddRegular />}
          onClick={() => begin({ kind: 'add', path, connector: row.connector, isJoinedAlready: true })}
        >
          {texts.addToGroup}
        </Button>
        <DraftFields path={path} kind="nest" />
      </div>
    </fieldset>
  );
}

/** A part that property, operator and value cannot show: it stands as it is written, and can be rewritten. */
function TextFields({ row, path }: { readonly row: TextRow; readonly path: RowPath }) {
  const styles = useRowStyles();
  const texts = useTexts(ruleTexts);
  const { edit } = useBuilder();
  return (
    <div className={styles.wide} data-value>
      <WrittenField
        key={row.text}
        label={texts.rowName(texts.text, placeName(path))}
        text={row.text}
        hint=""
        onChange={(value) => value.kind === 'written' && edit({ kind: 'setText', path, text: value.text })}
      />
      <div className={styles.note}>{texts.reasons[row.reason]}</div>
    </div>
  );
}

function Counted({ row }: { readonly row: RuleRow }) {
  const styles = useRowStyles();
  const texts = useTexts(ruleTexts);
  const { language } = useChosen();
  const { countAt } = useBuilder();
  const count = countAt(row.core.position, row.core.length);
  if (count === undefined) return null;
  const { matching, reached, kept } = count;
  const number = (value: number) => value.toLocaleString(language);
  return (
    <div className={styles.note}>
      {matching === kept
        ? texts.counted(number(matching))
        : texts.countedWithin(number(matching), number(reached), number(kept))}
    </div>
  );
}
