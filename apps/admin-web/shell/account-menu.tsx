import {
  Button,
  Menu,
  MenuDivider,
  MenuGroup,
  MenuGroupHeader,
  MenuItem,
  MenuItemRadio,
  MenuList,
  MenuPopover,
  MenuTrigger,
  makeStyles,
  tokens,
} from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { graph } from '../graph/graph.ts';
import { basePath, tenantId } from '../session/place.ts';
import { signOut } from '../session/session.ts';
import { initialsOf } from './initials.ts';
import { narrow } from './narrow.ts';
import { type Language, languages, type ThemeName, themeNames, useChosen } from './preferences.ts';

interface Me {
  readonly displayName: string;
  readonly userPrincipalName: string;
}

const useStyles = makeStyles({
  button: { fontWeight: tokens.fontWeightRegular, [narrow]: { minWidth: 'unset', paddingInline: '0.25rem' } },
  name: {
    maxWidth: '12rem',
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    whiteSpace: 'nowrap',
    marginInlineEnd: tokens.spacingHorizontalS,
    [narrow]: { display: 'none' },
  },
  // A picture of the name, not a text beside it.
  initials: {
    '::before': { content: 'attr(data-initials)' },
    display: 'inline-flex',
    alignItems: 'center',
    justifyContent: 'center',
    width: '1.75rem',
    height: '1.75rem',
    flexShrink: 0,
    borderRadius: '50%',
    backgroundColor: tokens.colorBrandBackground,
    color: tokens.colorNeutralForegroundOnBrand,
    fontSize: tokens.fontSizeBase200,
    fontWeight: tokens.fontWeightSemibold,
    '@media (forced-colors: active)': { forcedColorAdjust: 'none', backgroundColor: 'ButtonText', color: 'ButtonFace' },
  },
  who: { height: 'auto', overflowWrap: 'anywhere' },
  popover: { maxHeight: 'calc(100vh - 4rem)', overflowY: 'auto' },
});

/** Who is signed in, how the pages look and speak, and the way out. */
export function AccountMenu() {
  const styles = useStyles();
  const { texts, theme, language, choose } = useChosen();
  const me = useQuery({
    queryKey: ['me'],
    queryFn: ({ signal }) => graph.get<Me>('/me?$select=displayName,userPrincipalName', signal),
  });
  const open = (page: string) => location.assign(`${basePath}${tenantId}/${page}`);
  const name = me.data?.displayName ?? '';
  return (
    <Menu
      inline
      checkedValues={{ theme: [theme], language: [language] }}
      onCheckedValueChange={(_event, { name: what, checkedItems }) => {
        const value = checkedItems[0]!;
        choose(what === 'theme' ? { theme: value as ThemeName } : { language: value as Language });
      }}
    >
      <MenuTrigger disableButtonEnhancement>
        <Button appearance="subtle" className={styles.button} aria-label={`${texts.account}: ${name}`}>
          <span className={styles.name}>{name}</span>
          <span className={styles.initials} data-initials={initialsOf(name)} />
        </Button>
      </MenuTrigger>
      <MenuPopover className={styles.popover}>
        <MenuList>
          <MenuGroup>
            <MenuGroupHeader className={styles.who}>{me.data?.userPrincipalName ?? texts.account}</MenuGroupHeader>
            <MenuItem onClick={() => open('security-info')}>{texts.securityInfo}</MenuItem>
            <MenuItem onClick={() => open('sessions')}>{texts.sessions}</MenuItem>
            <MenuItem onClick={() => void signOut()}>{texts.signOut}</MenuItem>
          </MenuGroup>
          <MenuDivider />
          <MenuGroup>
            <MenuGroupHeader>{texts.theme}</MenuGroupHeader>
            {themeNames.map((each) => (
              <MenuItemRadio key={each} name="theme" value={each}>
                {texts[each]}
              </MenuItemRadio>
            ))}
          </MenuGroup>
          <MenuDivider />
          <MenuGroup>
            <MenuGroupHeader>{texts.language}</MenuGroupHeader>
            {Object.entries(languages).map(([code, { name: own }]) => (
              <MenuItemRadio key={code} name="language" value={code} lang={code}>
                {own}
              </MenuItemRadio>
            ))}
          </MenuGroup>
        </MenuList>
      </MenuPopover>
    </Menu>
  );
}
