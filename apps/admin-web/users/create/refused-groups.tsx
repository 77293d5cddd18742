import { MessageBar, MessageBarBody } from '@fluentui/react-components';
import { useTexts } from '../../texts/define-texts.ts';
import { createTexts } from './create-texts.ts';
import type { RefusedGroup } from './group-choice.tsx';

/** Groups that somebody could not be put into, with the reason. */
export function RefusedGroups({ refused }: { readonly refused: readonly RefusedGroup[] }) {
  const texts = useTexts(createTexts);
  if (refused.length === 0) return null;
  return (
    <MessageBar intent="warning" layout="multiline">
      <MessageBarBody>
        {texts.groupsRefused}
        <ul>
          {refused.map(({ group, reason }) => (
            <li key={group.id}>
              {String(group.displayName)}: {reason}
            </li>
          ))}
        </ul>
      </MessageBarBody>
    </MessageBar>
  );
}
