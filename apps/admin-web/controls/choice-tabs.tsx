import { makeStyles, mergeClasses, Tab, TabList } from '@fluentui/react-components';
import type { ReactNode } from 'react';

export interface ChoiceTabsProps<T extends string> {
  readonly choices: readonly { readonly name: NoInfer<T>; readonly label: string; readonly count?: string }[];
  readonly chosen: T;
  readonly isSmall?: boolean;
  /** Of the panel. */
  readonly className?: string;
  onChoose(name: NoInfer<T>): void;
  /** What belongs to the chosen one. */
  readonly children: ReactNode;
}

const useStyles = makeStyles({
  tabs: { flexWrap: 'wrap', flexShrink: 0 },
  // Words below words: a small tab has this much room before its own.
  small: { marginInlineStart: '-0.6rem' },
});

/** One of several things that are shown at the same place, each behind a tab. Pages of an object are `DetailPage`'s. */
export function ChoiceTabs<T extends string>(props: ChoiceTabsProps<T>) {
  const { choices, chosen, isSmall = false, className, onChoose, children } = props;
  const styles = useStyles();
  return (
    <>
      <TabList
        className={mergeClasses(styles.tabs, isSmall && styles.small)}
        size={isSmall ? 'small' : 'medium'}
        selectedValue={chosen}
        onTabSelect={(_event, { value }) => onChoose(value as T)}
      >
        {choices.map(({ name, label, count }) => (
          <Tab key={name} value={name}>
            {count === undefined ? label : `${label} ${count}`}
          </Tab>
        ))}
      </TabList>
      <div role="tabpanel" className={className} aria-label={choices.find(({ name }) => name === chosen)?.label}>
        {children}
      </div>
    </>
  );
}
