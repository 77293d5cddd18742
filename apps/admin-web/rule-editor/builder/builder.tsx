import { Button, MessageBar, MessageBarBody, makeStyles } from '@fluentui/react-components';
import { AddRegular } from '@fluentui/react-icons';
import type { CheckOptions, RuleObjectType } from '@muster/rules';
import { useEffect, useMemo, useRef, useState } from 'react';
import { useTexts } from '../../texts/define-texts.ts';
import type { NodeCount } from '../preview/rule-preview.ts';
import { changesOf, type RowEdit } from '../rows/edit-rows.ts';
import { readRows } from '../rows/read-rows.ts';
import type { GroupRow } from '../rows/rule-rows.ts';
import { ruleTexts } from '../rule-texts.ts';
import { applyChanges } from '../text-change.ts';
import { BuilderContext, type BuilderGround, type DraftRow } from './builder-context.ts';
import { useRowStyles } from './builder-styles.ts';
import { DraftFields, DraftRowFields } from './draft-row.tsx';
import { ExtensionDialog } from './extension-dialog.tsx';
import { RowView } from './row-view.tsx';

export interface BuilderProps {
  readonly value: string;
  readonly kind: RuleObjectType;
  readonly options: CheckOptions;
  readonly extensions: readonly string[];
  /** How many each condition keeps, of this very text. */
  readonly nodes: readonly NodeCount[];
  onExtensions(names: readonly string[]): void;
  onChange(text: string): void;
}

const useStyles = makeStyles({ box: { containerType: 'inline-size', minWidth: 0 } });

/** The rule as rows. What rows cannot show stands there as text; what is not changed keeps its spelling. */
export function Builder({ value, kind, options, extensions, nodes, onExtensions, onChange }: BuilderProps) {
  const styles = { ...useRowStyles(), ...useStyles() };
  const texts = useTexts(ruleTexts);
  const rows = useMemo(() => readRows(value, options.dialect), [value, options.dialect]);
  const [draft, begin] = useState<DraftRow>();
  const [isAsking, setIsAsking] = useState(false);
  const box = useRef<HTMLDivElement>(null);
  const focusWanted = useRef<string>(undefined);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the row is there once its text is
  useEffect(() => {
    if (focusWanted.current === undefined) return;
    const row = box.current?.querySelector(`[data-row="${focusWanted.current}"]`);
    row?.querySelector<HTMLElement>('[data-value] input, [data-value] select')?.focus();
    focusWanted.current = undefined;
  }, [value]);
  const edit = (wanted: RowEdit) => {
    const text = applyChanges(value, changesOf(rows, wanted));
    const after = readRows(text, options.dialect);
    if (after.kind === 'unreadable') return false;
    if (wanted.kind === 'add' || wanted.kind === 'nest') focusWanted.current = newPath(rows, wanted).join('.');
    onChange(text);
    return true;
  };
  const countAt = (position: number, length: number) =>
    nodes.find((each) => each.position === position && each.length === length);
  const ground: BuilderGround = { kind, options, extensions, draft, countAt, edit, begin };
  const root = rows.kind === 'rows' ? rows.root : undefined;
  const list = root?.kind === 'group' && root.negations === 0 ? root : undefined;
  return (
    <BuilderContext value={ground}>
      <section ref={box} className={styles.box} aria-label={texts.builder}>
        {rows.kind === 'unreadable' ? (
          <MessageBar intent="warning" layout="multiline">
            <MessageBarBody>{texts.unreadable}</MessageBarBody>
          </MessageBar>
        ) : (
          <>
            <div className={styles.row} aria-hidden="true">
              {[texts.andOr, texts.property, texts.operator, texts.value].map((each) => (
                <div key={each} className={styles.heading}>
                  {each}
                </div>
              ))}
            </div>
            {rows.kind === 'empty' && (
              <DraftRowFields draft={{ kind: 'add', path: [], connector: 'and' }} isFirst isFocused={false} />
            )}
            {list !== undefined && <RowList group={list} />}
            {root !== undefined && list === undefined && <RowView row={root} path={[]} />}
            <DraftFields path={[]} kind="add" />
            <div className={styles.buttons}>
              {rows.kind === 'rows' && (
                <Button
                  icon={<AddRegular />}
                  onClick={() =>
                    begin({
                      kind: 'add',
                      path: [],
                      connector: list?.connector ?? 'and',
                      isJoinedAlready: list !== undefined,
                    })
                  }
                >
                  {texts.addExpression}
                </Button>
              )}
              {kind === 'user' && (
                <Button appearance="subtle" onClick={() => setIsAsking(true)}>
                  {texts.getExtensions}
                </Button>
              )}
            </div>
          </>
        )}
        {isAsking && <ExtensionDialog onFound={onExtensions} onClose={() => setIsAsking(false)} />}
      </section>
    </BuilderContext>
  );
}

function RowList({ group }: { readonly group: GroupRow }) {
  return group.rows.map((row, i) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: a row is its place
    <RowView key={i} row={row} path={[i]} group={group} />
  ));
}

/** Where a row that is added will stand. */
function newPath(rows: ReturnType<typeof readRows>, wanted: Extract<RowEdit, { kind: 'add' | 'nest' }>) {
  if (rows.kind !== 'rows') return [];
  const { path } = wanted;
  if (wanted.kind === 'nest') return [...path, 1];
  let row = rows.root;
  for (const index of path) row = row.kind === 'group' ? row.rows[index]! : row;
  return [...path, row.kind === 'group' ? row.rows.length : 1];
}
