import { tokens } from '@fluentui/react-components';

/** How rules, addresses and the like are written: from the left in every language, whatever stands around them. */
export const code = { fontFamily: tokens.fontFamilyMonospace, direction: 'ltr', unicodeBidi: 'isolate' } as const;
