import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { AdminCentre, expectUsable, until } from './admin-centre.ts';
import { findChromium, noChromium } from './chromium.ts';
import { annsPassword } from './people-sign-in.ts';
import { type StartedServer, startServer } from './started-server.ts';

const executable = findChromium();

describe('the admin centre over HTTP', () => {
  let server: StartedServer;
  beforeAll(async () => {
    server = await startServer();
  });
  afterAll(() => server?.stop());

  const page = (path: string) => fetch(`${server.url}${path}`);
  const assetsOf = (text: string) =>
    [...text.matchAll(/(?:src|href)="\.\/(assets\/[^"]+)"/g)].map((match) => match[1]!);

  it('gives its page at every address of its own, and leaves the others alone', async () => {
    for (const path of ['/', '/users', '/users/some-id', '/signed-in?code=x']) {
      const answer = await page(path);
      expect([path, answer.status, answer.headers.get('content-type')]).toEqual([
        path,
        200,
        'text/html; charset=utf-8',
      ]);
      const policy = answer.headers.get('content-security-policy')!;
      expect(policy).toContain("default-src 'none'");
      expect(policy).not.toMatch(/unsafe|https:/);
      expect(answer.headers.get('cache-control')).toBe('no-store');
    }
    expect((await page('/v1.0/users')).status).toBe(401);
    expect((await page('/nothing')).status).toBe(401);
    expect((await server.call('POST', '/users', {})).body.error).toBeDefined();
  });

  it('gives its files compressed, for ever, and no others', async () => {
    const [script] = assetsOf(await (await page('/')).text()).filter((each) => each.endsWith('.js'));
    for (const encoding of ['br', 'gzip', 'identity']) {
      const answer = await fetch(`${server.url}/${script}`, { headers: { 'accept-encoding': encoding } });
      const used = encoding === 'identity' ? null : encoding;
      expect([answer.status, answer.headers.get('content-encoding')]).toEqual([200, used]);
      expect(answer.headers.get('cache-control')).toContain('immutable');
      expect(answer.headers.get('vary')).toContain('accept-encoding');
    }
    for (const path of ['/assets/none.js', '/assets/..%2findex.html', '/assets/index.html']) {
      expect([path, (await page(path)).status]).toEqual([path, 404]);
    }
  });
});

if (executable === undefined) test.skip(`the admin centre in a browser: ${noChromium}`);
else
  describe('the admin centre in a browser', () => {
    let centre: AdminCentre;
    let server: StartedServer;
    beforeAll(async () => {
      centre = await AdminCentre.start(executable);
      ({ server } = centre);
      for (let start = 0; start < 220; start += 20) {
        const requests = Array.from({ length: 20 }, (_, at) => ({
          id: String(at),
          method: 'POST',
          url: '/users',
          headers: { 'content-type': 'application/json' },
          body: person(start + at),
        }));
        const { body } = await server.call('POST', '/v1.0/$batch', { requests });
        expect(body.responses.every((each: { status: number }) => each.status === 201)).toBe(true);
      }
      const invited = await server.call('POST', '/v1.0/invitations', {
        invitedUserEmailAddress: 'gita@partner.example',
        invitedUserDisplayName: 'Gita Guest',
        inviteRedirectUrl: `${server.url}/`,
      });
      expect([invited.status, invited.body.error]).toEqual([201, undefined]);
    });
    afterAll(() => centre?.stop());

    function person(number: number): object {
      const name = `person${String(number).padStart(4, '0')}`;
      return {
        accountEnabled: true,
        displayName: `Person ${String(number).padStart(4, '0')}`,
        mailNickname: name,
        userPrincipalName: `${name}@adventure-works.com`,
        passwordProfile: { password: annsPassword },
        department: number % 2 === 0 ? 'Sales' : '=cmd',
      };
    }

    it('signs in, comes back to where it was, and needs no more than its policy allows', async () => {
      const { page, complaints, hosts } = await centre.openSignedIn('/users?guests=true');
      expect(page.url()).toBe(`${server.url}/users?guests=true`);
      await page.waitForSelector('[role=cell] >> text=Gita Guest');
      expect(await page.locator('[role=row]').count()).toBe(2);
      await page.waitForSelector('button >> text=Ann Beck');
      expect([complaints, [...hosts]]).toEqual([[], [server.url]]);
      await page.reload();
      await page.waitForSelector('[role=cell] >> text=Gita Guest');
    });

    it('says that the session has ended, and that a sign-in was refused; signs out', async () => {
      const { page } = await centre.openSignedIn('/');
      await page.click('button >> text=Ann Beck');
      await page.click('[role=menuitem] >> text=Sign out');
      await page.waitForSelector('h1 >> text=Muster admin centre');
      await page.goto(`${server.url}/signed-in?error=access_denied&error_description=no&state=x`);
      await page.waitForSelector('h1 >> text=You could not be signed in');
      await centre.signIn(page);
      await page.waitForSelector('button >> text=Ann Beck');
      await page.evaluate(
        "for (const [k, v] of Object.entries(sessionStorage)) if (k.startsWith('oidc.user')) sessionStorage[k] = JSON.stringify({ ...JSON.parse(v), access_token: 'x' })",
      );
      await page.click('nav >> text=Devices');
      await page.waitForSelector('h1 >> text=Your session has ended');
    });

    it('searches, sorts, chooses columns and reads on while somebody scrolls', async () => {
      const { page } = await centre.openSignedIn('/users');
      const total = () => page.textContent('[role=status]');
      await page.waitForSelector('[role=status] >> text=222 in all');
      await page.click('[role=columnheader] button >> text=Name');
      await page.waitForSelector('[role=columnheader][aria-sort=ascending]');
      const cell = page.locator('[role=table] [role=row][aria-rowindex="2"] [role=cell] a').first();
      await until(page, "document.querySelector('[aria-rowindex=\"2\"] [role=cell] a')?.textContent === 'Ann Beck'");
      await page.click('[role=columnheader] button >> text=Name');
      await until(page, "document.querySelector('[aria-rowindex=\"2\"] [role=cell] a')?.textContent === 'Person 0219'");
      // Rows out of sight are not in the page.
      expect(await page.locator('[role=row]').count()).toBeLessThan(60);
      for (let round = 0; round < 20; round += 1) {
        await page.evaluate("document.querySelector('[role=table]').scrollTop = 1e7");
        await page.waitForTimeout(100);
      }
      await page.waitForSelector('[aria-rowindex="223"] >> text=Ann Beck');
      await page.fill('input[type=search]', 'person0007');
      await page.waitForSelector('[role=status] >> text=1 in all');
      expect([await total(), await cell.textContent()]).toEqual(['1 in all', 'Person 0007']);
      expect(page.url()).toContain('search=person0007');
      await page.click('button >> text=Columns');
      await page.click('[role=menuitemcheckbox] >> text=Company');
      await page.waitForSelector('[role=columnheader] >> text=Company');
      await page.keyboard.press('Escape');
      const [download] = await Promise.all([page.waitForEvent('download'), page.click('button >> text=Export CSV')]);
      const chunks: Buffer[] = [];
      for await (const chunk of await download.createReadStream()) chunks.push(chunk as Buffer);
      const lines = Buffer.concat(chunks).toString('utf8').split('\r\n');
      expect(lines[0]).toBe('\uFEFFName,Sign-in name,User type,Source,Department,Company');
      expect(lines[1]).toBe("Person 0007,person0007@adventure-works.com,Member,Muster,'=cmd,");
      expect(lines.length).toBe(3);
    });

    it('keeps a view under a name, and goes through rows by keys', async () => {
      const { page } = await centre.openSignedIn('/users?search=person021&sort=-displayName');
      await page.waitForSelector('[role=status] >> text=10 in all');
      await page.click('button >> text=Views');
      await page.click('[role=menuitem] >> text=Save this view');
      await page.waitForSelector('[role=dialog]');
      await page.keyboard.type('The last ten');
      await page.keyboard.press('Enter');
      await page.waitForSelector('button >> text=The last ten');
      await page.goto(`${server.url}/users`);
      await page.waitForSelector('[role=status] >> text=222 in all');
      await page.click('button >> text=Views');
      await page.click('[role=menuitemradio] >> text=The last ten');
      await page.waitForSelector('[role=status] >> text=10 in all');
      expect(await page.inputValue('input[type=search]')).toBe('person021');
      await page.goto(`${server.url}/users?sort=displayName`);
      await page.waitForSelector('[role=status] >> text=222 in all');
      await page.focus('[role=table]');
      await page.keyboard.press('ArrowDown');
      await until(page, "document.activeElement?.textContent?.startsWith('Ann Beck') === true");
      await page.keyboard.press('PageDown');
      await page.keyboard.press('ArrowDown');
      const place =
        '[document.activeElement.getBoundingClientRect().bottom <= innerHeight, document.activeElement.dataset.row]';
      const [isInSight, row] = (await page.evaluate(place)) as [boolean, string];
      expect([isInSight, Number(row) > 5]).toEqual([true, true]);
      const path = await page.evaluate("document.activeElement.querySelector('a').pathname");
      await page.keyboard.press('Enter');
      await page.waitForURL(`${server.url}${path}`);
    });

    it('goes anywhere by keyboard', async () => {
      const { page } = await centre.openSignedIn('/');
      await page.keyboard.press('Control+k');
      await page.waitForSelector('[role=dialog]');
      await page.keyboard.type('grou');
      await page.keyboard.press('Enter');
      await page.waitForSelector('h1 >> text=Groups');
      expect(page.url()).toBe(`${server.url}/groups`);
      // What is read out first, and where the next key goes, is the page.
      await until(
        page,
        "document.activeElement?.tagName === 'H1' && document.title === 'Groups – Muster admin centre'",
      );
      await page.click('nav >> text=Devices');
      await until(page, "document.activeElement?.textContent === 'Devices'");
      expect(await page.getAttribute('nav a[aria-current=page]', 'href')).toBe('/devices');
      await page.click('nav >> text=Groups');
      await page.waitForSelector('h1 >> text=Groups');
      await page.keyboard.press('Control+k');
      await page.waitForSelector('[role=dialog]');
      await page.keyboard.type('deutsch');
      await page.keyboard.press('Enter');
      await page.waitForSelector('h1 >> text=Gruppen');
      expect(await page.getAttribute('html', 'lang')).toBe('de');
      await page.goto(`${server.url}/users/nobody/at/no/place`);
      await page.waitForSelector('h1 >> text=Diese Seite gibt es nicht');
    });

    // Every page in every look is in `tests/screens`.
    const looks = [
      ['light', { colorScheme: 'light', locale: 'en-GB', viewport: { width: 1200, height: 800 } }],
      ['telephone', { colorScheme: 'light', locale: 'de-DE', viewport: { width: 360, height: 640 } }],
    ] as const;

    it.each(looks)(
      'every page can be used by everybody: %s',
      async (look, options) => {
        const { page } = await centre.open('/', options);
        const check = (name: string) => expectUsable(page, `${name}-${look}`);
        await page.waitForSelector('h1');
        await check('signed-out');
        await centre.signIn(page);
        await page.waitForSelector('main a');
        await check('overview');
        for (const place of ['users', 'groups', 'devices']) {
          await page.goto(`${server.url}/${place}`);
          await page.waitForSelector('[role=status]:not(:empty)');
          await check(place);
        }
        if (look === 'telephone') {
          await page.click('button[aria-haspopup=dialog]');
          await page.waitForSelector('[role=dialog] nav');
          await check('navigation');
          await page.click('[role=dialog] nav >> text=Gruppen');
          await page.waitForSelector('h1 >> text=Gruppen');
          await until(page, "document.querySelector('[role=dialog]') === null");
        }
        await page.keyboard.press('Control+k');
        await page.waitForSelector('[role=dialog]');
        await check('palette');
        await page.keyboard.press('Escape');
        await page.click('header button[aria-haspopup=menu]');
        await page.waitForSelector('[role=menu]');
        await check('account');
      },
      60_000,
    );
  });
