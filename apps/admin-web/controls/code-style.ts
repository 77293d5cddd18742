import { tokens } from '@fluentui/react-components';

/** From the left in every language; without the mark the styles would be turned round with the page. */
export const fromTheLeft = 'ltr /* @noflip */' as 'ltr';

/** How rules, addresses and the like are written, whatever stands around them. */
export const code = { fontFamily: tokens.fontFamilyMonospace, direction: fromTheLeft, unicodeBidi: 'isolate' } as const;
