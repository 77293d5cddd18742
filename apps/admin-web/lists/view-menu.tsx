import {
  Button,
  Field,
  Input,
  Menu,
  MenuDivider,
  MenuItem,
  MenuItemRadio,
  MenuList,
  MenuPopover,
  MenuTrigger,
  makeStyles,
} from '@fluentui/react-components';
import { Bookmark20Regular } from '@fluentui/react-icons/svg/bookmark';
import { lazy, Suspense, useState } from 'react';
import { useChosen } from '../shell/preferences.ts';
import { say } from '../shell/toasts.ts';
import { useTexts } from '../texts/define-texts.ts';
import { listTexts } from './list-texts.ts';
import { readViews, type SavedView, viewOf, viewsKey, withoutView, withView } from './saved-views.ts';

const ConfirmDialog = lazy(async () => ({ default: (await import('../controls/confirm-dialog.tsx')).ConfirmDialog }));

const useStyles = makeStyles({ field: { gridTemplateColumns: 'minmax(0, 1fr)' } });

type Query = Readonly<Record<string, unknown>>;

export interface ViewMenuProps {
  readonly collection: string;
  /** What the address says now. */
  readonly query: Query;
  onOpen(query: Query): void;
}

/** Views that were saved in this browser: opens one, saves what is shown, and copies its address for somebody else. */
export function ViewMenu({ collection, query, onOpen }: ViewMenuProps) {
  const texts = useTexts(listTexts);
  const [views, setViews] = useState(() => readViews(localStorage.getItem(viewsKey(collection))));
  const [isSaving, setIsSaving] = useState(false);
  const shown = viewOf(views, query);
  const keep = (next: readonly SavedView[]) => {
    localStorage.setItem(viewsKey(collection), JSON.stringify(next));
    setViews(next);
  };
  const copy = async () => {
    await navigator.clipboard.writeText(location.href);
    say({ text: texts.linkCopied });
  };
  return (
    <>
      <Menu
        inline
        checkedValues={{ view: [shown?.name ?? ''] }}
        onCheckedValueChange={(_event, { checkedItems }) =>
          onOpen(views.find(({ name }) => name === checkedItems[0])?.query ?? {})
        }
      >
        <MenuTrigger disableButtonEnhancement>
          <Button icon={<Bookmark20Regular />}>{shown?.name ?? texts.views}</Button>
        </MenuTrigger>
        <MenuPopover>
          <MenuList>
            {views.map(({ name }) => (
              <MenuItemRadio key={name} name="view" value={name}>
                {name}
              </MenuItemRadio>
            ))}
            {views.length > 0 && <MenuDivider />}
            <MenuItem onClick={() => setIsSaving(true)}>{texts.saveView}</MenuItem>
            {shown !== undefined && (
              <MenuItem onClick={() => keep(withoutView(views, shown.name))}>{texts.deleteView(shown.name)}</MenuItem>
            )}
            {Object.keys(query).length > 0 && <MenuItem onClick={() => onOpen({})}>{texts.showAll}</MenuItem>}
            {navigator.clipboard !== undefined && <MenuItem onClick={() => void copy()}>{texts.copyLink}</MenuItem>}
          </MenuList>
        </MenuPopover>
      </Menu>
      {isSaving && (
        <Suspense>
          <SaveView onSave={(name) => keep(withView(views, { name, query }))} onClose={() => setIsSaving(false)} />
        </Suspense>
      )}
    </>
  );
}

function SaveView({ onSave, onClose }: { onSave(name: string): void; onClose(): void }) {
  const texts = useTexts(listTexts);
  const { texts: general } = useChosen();
  const { field } = useStyles();
  const [name, setName] = useState('');
  return (
    <ConfirmDialog
      title={texts.saveViewTitle}
      confirm={general.save}
      isWaiting={name.trim() === ''}
      onConfirm={async () => onSave(name.trim())}
      onClose={onClose}
    >
      <Field className={field} label={texts.viewName} hint={texts.viewHint}>
        <Input autoFocus maxLength={60} value={name} onChange={(_event, { value }) => setName(value)} />
      </Field>
    </ConfirmDialog>
  );
}
