type Cookies = Map<string, { value: string; path: string }>;

/** A browser without scripts, as far as sign-in needs one: it keeps cookies, follows redirects, fills in forms. */
export class FormBrowser {
  /** Name → value and path, of the host that was opened first. */
  readonly cookies: Cookies = new Map();
  readonly #ofOthers = new Map<string, Cookies>();
  #first: string | undefined;
  /** All addresses, in their order. */
  readonly visited: string[] = [];
  /** Where the last answer came from. */
  at = '';
  /** The last answer. */
  status = 0;
  headers = new Headers();
  text = '';

  /** @param staysAt addresses that are not fetched: the application's own; the browser stops before them */
  constructor(
    private readonly staysAt: (url: URL) => boolean,
    private readonly language = 'en',
  ) {}

  /** Opens an address, and follows redirects as far as the application's address. */
  async open(address: string, init: RequestInit = {}): Promise<this> {
    let [url, next] = [new URL(address, this.at || undefined), init];
    for (let hops = 0; hops < 20; hops++) {
      this.#first ??= url.hostname;
      this.visited.push(url.href);
      if (this.staysAt(url)) {
        this.at = url.href;
        return this;
      }
      const headers = {
        'accept-language': this.language,
        accept: 'text/html',
        ...next.headers,
        cookie: this.#cookieFor(url),
      };
      const response = await fetch(url, { ...next, headers, redirect: 'manual' });
      this.#keepCookies(response, url);
      const moved = response.headers.get('location');
      [this.at, this.status, this.headers] = [url.href, response.status, response.headers];
      this.text = await response.text();
      const location = moved ?? this.#refresh();
      if (location === undefined) return this;
      [url, next] = [new URL(location, url), {}];
    }
    throw new Error(`too many redirects at ${this.at}`);
  }

  /** Sends the form that has the button, with its hidden fields and these. */
  async press(button: string, fields: Readonly<Record<string, string>> = {}): Promise<this> {
    const form = this.forms().find((each) => each.buttons.has(button));
    if (form === undefined) throw new Error(`no button ${button} on ${this.at}: ${this.text}`);
    const body = new URLSearchParams({ ...form.hidden, ...fields });
    const [name, value] = form.buttons.get(button)!;
    body.set(name, value);
    const headers = { origin: new URL(this.at).origin, 'sec-fetch-site': 'same-origin' };
    return this.open(form.action, { method: 'POST', body, headers });
  }

  /** Whether the page has the button. */
  offers(button: string): boolean {
    return this.forms().some((each) => each.buttons.has(button));
  }

  /** Forms of the page: buttons by what they do. */
  forms() {
    return [...this.text.matchAll(/<form method="post" action="([^"]*)"[^>]*>(.*?)<\/form>/gs)].map(
      ([, action, inner]) => ({
        action: unescaped(action!),
        hidden: Object.fromEntries(
          [...inner!.matchAll(/<input type="(?:hidden|text)" name="([^"]*)" value="([^"]*)"/g)].map((m) => [
            m[1]!,
            unescaped(m[2]!),
          ]),
        ),
        buttons: new Map(
          [...inner!.matchAll(/<button[^>]* name="([^"]*)" value="([^"]*)"/g)].map((m) => [
            m[1] === 'do' ? m[2]! : m[1]!,
            [m[1]!, m[2]!] as const,
          ]),
        ),
      }),
    );
  }

  /** What the page asks the browser's passkeys, as its script would read it. */
  // biome-ignore lint/suspicious/noExplicitAny: tests look into whatever came
  get passkeyOptions(): any {
    return JSON.parse(unescaped(/ data-options="([^"]*)"/.exec(this.text)?.[1] ?? 'null'));
  }

  /** The heading of the page. */
  get title(): string {
    return unescaped(/<h1>(.*?)<\/h1>/s.exec(this.text)?.[1] ?? '');
  }

  /** What the answer at the application's address says, in its query or fragment. */
  get answer(): URLSearchParams {
    const url = new URL(this.at);
    return new URLSearchParams(url.hash === '' ? url.search : url.hash.slice(1));
  }

  /** Where the page goes by itself at once. */
  #refresh(): string | undefined {
    return /^0; url=(.*)$/.exec(this.headers.get('refresh') ?? '')?.[1];
  }

  #jarOf({ hostname }: URL): Cookies {
    if (hostname === this.#first) return this.cookies;
    const jar = this.#ofOthers.get(hostname) ?? new Map();
    this.#ofOthers.set(hostname, jar);
    return jar;
  }

  #cookieFor(url: URL): string {
    const { pathname } = url;
    const sent = [...this.#jarOf(url)].filter(
      ([, { path }]) => pathname === path || pathname.startsWith(path.endsWith('/') ? path : `${path}/`),
    );
    return sent.map(([name, { value }]) => `${name}=${value}`).join('; ');
  }

  #keepCookies(response: Response, url: URL): void {
    for (const line of response.headers.getSetCookie()) {
      const [pair = '', ...attributes] = line.split('; ');
      const [name, value] = [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)];
      const path = attributes.find((each) => each.toLowerCase().startsWith('path='))?.slice(5) ?? url.pathname;
      const isGone = attributes.some((each) => /^expires=thu, 01 jan 1970/i.test(each));
      if (isGone) this.#jarOf(url).delete(name);
      else this.#jarOf(url).set(name, { value, path });
    }
  }
}

function unescaped(text: string): string {
  const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" };
  return text.replace(/&(amp|lt|gt|quot|#39);/g, (_, name: string) => entities[name]!);
}
