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
} from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { graph } from '../graph/graph.ts';
import { basePath, tenantId } from '../session/place.ts';
import { signOut } from '../session/session.ts';
import { type Language, languages, type ThemeName, themeNames, useChosen } from './preferences.ts';

interface Me {
  readonly displayName: string;
  readonly userPrincipalName: string;
}

/** Who is signed in, how the pages look and speak, and the way out. */
export function AccountMenu() {
  const { texts, theme, language, choose } = useChosen();
  const me = useQuery({
    queryKey: ['me'],
    queryFn: ({ signal }) => graph.get<Me>('/me?$select=displayName,userPrincipalName', signal),
  });
  const open = (page: string) => location.assign(`${basePath}${tenantId}/${page}`);
  return (
    <Menu
      inline
      checkedValues={{ theme: [theme], language: [language] }}
      onCheckedValueChange={(_event, { name, checkedItems }) => {
        const value = checkedItems[0]!;
        choose(name === 'theme' ? { theme: value as ThemeName } : { language: value as Language });
      }}
    >
      <MenuTrigger disableButtonEnhancement>
        <Button appearance="subtle" aria-label={`${texts.account}: ${me.data?.displayName ?? ''}`}>
          {me.data?.displayName ?? texts.account}
        </Button>
      </MenuTrigger>
      <MenuPopover>
        <MenuList>
          <MenuGroup>
            <MenuGroupHeader>{me.data?.userPrincipalName ?? texts.account}</MenuGroupHeader>
            <MenuItem onClick={() => open('security-info')}>{texts.securityInfo}</MenuItem>
            <MenuItem onClick={() => open('sessions')}>{texts.sessions}</MenuItem>
            <MenuItem onClick={() => void signOut()}>{texts.signOut}</MenuItem>
          </MenuGroup>
          <MenuDivider />
          <MenuGroup>
            <MenuGroupHeader>{texts.theme}</MenuGroupHeader>
            {themeNames.map((name) => (
              <MenuItemRadio key={name} name="theme" value={name}>
                {texts[name]}
              </MenuItemRadio>
            ))}
          </MenuGroup>
          <MenuDivider />
          <MenuGroup>
            <MenuGroupHeader>{texts.language}</MenuGroupHeader>
            {Object.entries(languages).map(([code, name]) => (
              <MenuItemRadio key={code} name="language" value={code} lang={code}>
                {name}
              </MenuItemRadio>
            ))}
          </MenuGroup>
        </MenuList>
      </MenuPopover>
    </Menu>
  );
}
