import { Button, Menu, MenuItemCheckbox, MenuList, MenuPopover, MenuTrigger } from '@fluentui/react-components';
import { useTexts } from '../texts/define-texts.ts';
import type { Column } from './list-column.ts';
import { listTexts } from './list-texts.ts';

export interface ColumnMenuProps {
  readonly columns: readonly Column[];
  /** Names of those that are shown. */
  readonly shown: readonly string[];
  /** Never with none. */
  onChoose(names: readonly string[]): void;
}

/** Chooses which columns a list shows. */
export function ColumnMenu({ columns, shown, onChoose }: ColumnMenuProps) {
  const texts = useTexts(listTexts);
  return (
    <Menu
      inline
      checkedValues={{ columns: [...shown] }}
      onCheckedValueChange={(_event, { checkedItems }) => {
        if (checkedItems.length > 0) onChoose(checkedItems);
      }}
    >
      <MenuTrigger disableButtonEnhancement>
        <Button>{texts.columns}</Button>
      </MenuTrigger>
      <MenuPopover>
        <MenuList>
          {columns.map(({ name, heading }) => (
            <MenuItemCheckbox key={name} name="columns" value={name}>
              {heading}
            </MenuItemCheckbox>
          ))}
        </MenuList>
      </MenuPopover>
    </Menu>
  );
}
