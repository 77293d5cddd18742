import { Badge } from '@fluentui/react-components';
import { useTexts } from '../texts/define-texts.ts';
import type { Explanation } from './explanation.ts';
import { explanationTexts } from './explanation-texts.ts';

/** In or not, and by what. */
export function MembershipBadges({
  explanation: { isMember, means, schedule },
}: {
  readonly explanation: Explanation;
}) {
  const texts = useTexts(explanationTexts);
  return (
    <>
      <Badge appearance="tint" color={isMember ? 'success' : 'warning'}>
        {isMember ? texts.isMember : texts.notMember}
      </Badge>
      {means !== null && <Badge appearance="outline">{texts.means[means]}</Badge>}
      {schedule !== null && <Badge appearance="outline">{texts.scheduled}</Badge>}
    </>
  );
}
