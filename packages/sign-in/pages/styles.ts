import { createHash } from 'node:crypto';

/** The style sheet of every page. One column, readable on a telephone, in light and in dark. */
export const styles = `
:root{color-scheme:light dark;--ground:#f3f4f6;--card:#fff;--text:#1b1f24;--soft:#565d66;--line:#868e99;--bad:#b3261e;--bad-ground:#fdecea}
@media(prefers-color-scheme:dark){:root{--ground:#14171a;--card:#1f2328;--text:#eef1f4;--soft:#b3bac3;--line:#7d8590;--bad:#ff8a80;--bad-ground:#3a1d1b}}
*{box-sizing:border-box}
body{margin:0;background:var(--ground);color:var(--text);font:1rem/1.5 system-ui,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif;overflow-wrap:anywhere}
.stripe{height:.5rem}
.stripe svg{display:block;width:100%;height:100%}
main{max-width:28rem;margin:4vh auto 2rem;padding:2rem;background:var(--card);border-radius:.5rem;box-shadow:0 1px 4px rgb(0 0 0/.18)}
.house{margin:0 0 1.25rem;font-weight:600;color:var(--soft)}
h1{margin:0 0 1rem;font-size:1.5rem;line-height:1.25}
h2{margin:1.5rem 0 .5rem;font-size:1.1rem}
p{margin:0 0 1rem}
label{display:block;margin:0 0 .25rem;font-weight:600}
input[type=text]:not([hidden]),input[type=password]{display:block;width:100%;min-height:2.75rem;padding:.5rem .75rem;font:inherit;color:inherit;background:var(--card);border:1px solid var(--line);border-radius:.25rem}
input[aria-invalid=true]{border-color:var(--bad);border-width:2px}
.code input{font-size:1.4rem;letter-spacing:.15em;text-transform:uppercase}
.field{margin:0 0 1.25rem}
.check{display:flex;gap:.6rem;align-items:center;margin:0 0 1.25rem}
.check input{width:1.25rem;height:1.25rem;flex:none}
.check label{margin:0;font-weight:400}
.hint{color:var(--soft);margin:.25rem 0 0}
.problem{margin:0 0 1.25rem;padding:.75rem 1rem;color:var(--bad);background:var(--bad-ground);border-left:4px solid var(--bad);border-radius:.25rem}
.who{display:flex;gap:.5rem;justify-content:space-between;align-items:center;margin:0 0 1.25rem;padding:.5rem .75rem;border:1px solid var(--line);border-radius:.25rem}
.actions{display:flex;flex-wrap:wrap;gap:.75rem;justify-content:flex-end}
button{min-height:2.75rem;padding:.5rem 1.25rem;font:inherit;font-weight:600;border:1px solid transparent;border-radius:.25rem;cursor:pointer}
button.first{background:var(--text);color:var(--card)}
button.second{background:transparent;color:var(--text);border-color:var(--line)}
button.link{min-height:0;padding:.25rem;background:none;border:0;color:var(--text);text-decoration:underline;font-weight:400}
button.wide{width:100%;text-align:left;margin:0 0 .75rem}
:focus-visible{outline:3px solid #4c8dff;outline-offset:2px}
ul{margin:0 0 1.25rem;padding-left:1.25rem}
li{margin:0 0 .5rem}
.small{font-size:.875rem;color:var(--soft)}
dl{display:grid;grid-template-columns:auto 1fr;gap:.25rem 1rem;margin:0 0 1rem}
dt{color:var(--soft)}dd{margin:0}
.session{padding:1rem 0;border-top:1px solid var(--line)}
.other{margin:1.5rem 0 0;padding:1.5rem 0 0;border-top:1px solid var(--line)}
.other .actions{justify-content:flex-start}
.qr{display:block;width:100%;max-width:15rem;margin:0 auto 1rem}
form+.hint{margin-top:1rem}
.key{font-family:ui-monospace,monospace;font-size:1.1rem;letter-spacing:.05em}
a{color:inherit}
.who form{display:contents}.who button{flex:none}
@media(max-width:30rem){body{background:var(--card)}main{margin:0;padding:1.25rem;box-shadow:none;border-radius:0}.actions button{flex:1 0 auto;max-width:100%}}
@media(forced-colors:active){main{border:1px solid}}
`;

/** Sends the one form of a page by itself, where scripts run; without them its button does. */
export const sendScript = 'document.forms[0].submit()';

const hashOf = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

/** How the style sheet is allowed in a content security policy. */
export const stylesHash = hashOf(styles);
/** How the script is. */
export const sendScriptHash = hashOf(sendScript);
