import { Button, Menu, MenuItem, MenuList, MenuPopover, MenuTrigger } from '@fluentui/react-components';
import { DeleteRegular, MoreHorizontalRegular } from '@fluentui/react-icons';
import { useTexts } from '../../texts/define-texts.ts';
import type { RowPath, RuleRow } from '../rows/rule-rows.ts';
import { ruleTexts } from '../rule-texts.ts';
import { placeName, useBuilder } from './builder-context.ts';
import { useRowStyles } from './builder-styles.ts';

export interface RowActionsProps {
  readonly row: RuleRow;
  readonly path: RowPath;
  /** How many rows its group has. */
  readonly beside: number;
  /** How it is joined with them. */
  readonly connector: 'and' | 'or';
}

/** What can be done with a row beside changing it. */
export function RowActions({ row, path, beside, connector }: RowActionsProps) {
  const styles = useRowStyles();
  const texts = useTexts(ruleTexts);
  const { edit, begin } = useBuilder();
  const place = placeName(path);
  const index = path.at(-1) ?? 0;
  const isNegated = row.negations % 2 === 1;
  return (
    <div className={styles.actions}>
      <Menu inline>
        <MenuTrigger disableButtonEnhancement>
          <Button
            className={styles.icon}
            appearance="subtle"
            icon={<MoreHorizontalRegular />}
            aria-label={texts.moreForRow(place)}
          />
        </MenuTrigger>
        <MenuPopover>
          <MenuList>
            <MenuItem disabled={index === 0} onClick={() => edit({ kind: 'move', path, to: 'before' })}>
              {texts.moveUp}
            </MenuItem>
            <MenuItem disabled={index >= beside - 1} onClick={() => edit({ kind: 'move', path, to: 'next' })}>
              {texts.moveDown}
            </MenuItem>
            <MenuItem onClick={() => begin({ kind: 'nest', path, connector: connector === 'and' ? 'or' : 'and' })}>
              {texts.makeGroup}
            </MenuItem>
            <MenuItem onClick={() => edit({ kind: 'setNegated', path, isNegated: !isNegated })}>
              {isNegated ? texts.affirm : texts.negate}
            </MenuItem>
          </MenuList>
        </MenuPopover>
      </Menu>
      <Button
        className={styles.icon}
        appearance="subtle"
        icon={<DeleteRegular />}
        aria-label={texts.removeRow(place)}
        onClick={() => edit({ kind: 'remove', path })}
      />
    </div>
  );
}
