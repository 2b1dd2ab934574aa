// The pages of the issuer, as HTML that needs nothing else: no script, no other host.
import { createHash } from 'node:crypto';

const style = `
:root { color-scheme: light dark; --line: #c8ccd4; --accent: #0b57d0; --paper: #fff; --ink: #1b1f27; --back: #f3f4f7; --alarm: #b3261e }
@media (prefers-color-scheme: dark) { :root { --line: #444b59; --accent: #8ab4f8; --paper: #1d2129; --ink: #e8eaf0; --back: #12151b; --alarm: #f2b8b5 } }
* { box-sizing: border-box }
body { margin: 0; min-height: 100vh; display: grid; place-items: center; background: var(--back); color: var(--ink); font: 16px/1.5 system-ui, sans-serif }
main { width: min(26rem, 100vw); padding: 2rem; background: var(--paper); border: 1px solid var(--line); border-radius: .75rem }
h1 { margin: 0 0 .5rem; font-size: 1.4rem }
label { display: block; margin-top: 1rem; font-weight: 600 }
input { width: 100%; margin-top: .25rem; padding: .6rem; font: inherit; color: inherit; background: var(--back); border: 1px solid var(--line); border-radius: .4rem }
button { margin: 1.5rem .5rem 0 0; padding: .6rem 1.2rem; font: inherit; font-weight: 600; color: var(--paper); background: var(--accent); border: 1px solid var(--accent); border-radius: .4rem; cursor: pointer }
button.other { color: var(--ink); background: none; border-color: var(--line) }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px }
[role=alert] { color: var(--alarm); font-weight: 600 }
code { overflow-wrap: anywhere }
`;

const styleHash = createHash('sha256').update(style).digest('base64');

/** For every answer of the issuer. `formTargets` are origins to which a form's answer may lead. */
export function securityHeaders(formTargets: readonly string[] = []): Record<string, string> {
  const formAction = ["'self'", ...formTargets].join(' ');
  return {
    'content-security-policy':
      `default-src 'none'; style-src 'sha256-${styleHash}'; form-action ${formAction}; ` +
      "frame-ancestors 'none'; base-uri 'none'",
    'cross-origin-opener-policy': 'same-origin',
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
  };
}

export interface SignInPage {
  readonly application: string;
  /** What was typed before. */
  readonly username: string;
  readonly fault?: string;
}

export function renderSignInPage({ application, username, fault }: SignInPage): string {
  // Who is known has only the password left to type.
  const [nameFocus, passwordFocus] = username === '' ? [' autofocus', ''] : ['', ' autofocus'];
  return renderPage(
    'Sign in',
    `<p>to continue to ${escape(application)}</p>
    ${fault === undefined ? '' : `<p role="alert">${escape(fault)}</p>`}
    <form method="post">
      <label for="username">User name</label>
      <input id="username" name="username" value="${escape(username)}" autocomplete="username" autocapitalize="none" required${nameFocus}>
      <label for="password">Password</label>
      <input id="password" name="password" type="password" autocomplete="current-password" required${passwordFocus}>
      <button name="action" value="continue">Sign in</button><button class="other" name="action" value="cancel" formnovalidate>Cancel</button>
    </form>`,
  );
}

export interface ConsentPage {
  readonly application: string;
  readonly person: string;
  readonly scopes: readonly string[];
}

export function renderConsentPage({ application, person, scopes }: ConsentPage): string {
  return renderPage(
    `Let ${application} act for you?`,
    `<p>You are signed in as ${escape(person)}. ${escape(application)} asks for:</p>
    <ul>${scopes.map((scope) => `<li><code>${escape(scope)}</code></li>`).join('')}</ul>
    <form method="post">
      <button name="action" value="continue">Allow</button><button class="other" name="action" value="cancel">Cancel</button>
    </form>`,
  );
}

/** `form` is what oidc-provider wants to be sent, without buttons. */
export function renderSignOutPage(form: string): string {
  return renderPage(
    'Sign out?',
    `${form}
    <button type="submit" form="op.logoutForm" value="yes" name="logout">Sign out</button><button class="other" type="submit" form="op.logoutForm">Stay</button>`,
  );
}

export function renderMessagePage(title: string, message: string): string {
  return renderPage(title, `<p>${escape(message)}</p>`);
}

function renderPage(title: string, body: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escape(title)}</title>
<style>${style}</style>
</head>
<body>
<main>
<h1>${escape(title)}</h1>
${body}
</main>
</body>
</html>
`;
}

function escape(text: string): string {
  return text.replaceAll(/[&<>"']/g, (character) => `&#${character.codePointAt(0)};`);
}
