import { document } from '../html/document.ts';
import { type Html, html } from '../html/html.ts';
import type { AccountRow } from '../store/rows.ts';

type SignIn = {
  accounts: readonly Pick<AccountRow, 'email' | 'name'>[];
  /** The request's own query, without any hint of who signs in. */
  query: URLSearchParams;
  clientId: string;
  email: string;
  fault?: string | undefined;
};

/** Asks who is signing in, and names the accounts that can. */
export function signInPage({ accounts, query, clientId, email, fault }: SignIn): Html {
  const body = html`<main class="sign-in">
<section class="card sign-in-card">
<img class="mark" src="/assets/mark.svg" alt="" width="40" height="40">
<h1>Sign in</h1>
<p class="quiet">to continue to <strong>${clientId}</strong></p>
${fault === undefined ? undefined : html`<p class="notice notice-fault" role="alert">${fault}</p>`}
<form method="post" action="/issuer/authorize?${query.toString()}" class="fields">
<label for="email">E-mail address</label>
<input id="email" name="email" type="email" autocomplete="username" required value="${email}">
<label for="password">Password</label>
<input id="password" name="password" type="password" autocomplete="current-password" required>
<button class="primary">Sign in</button>
</form>
${accountList(accounts, query)}
</section>
<p class="quiet small">This is a stand-in for the real sign-in, for one machine only. It sends tokens to
addresses on localhost and nowhere else; do not give it a password you use elsewhere.</p>
</main>`;
  return document({ title: 'Sign in – Align sandbox', body });
}

function accountList(accounts: SignIn['accounts'], query: URLSearchParams): Html {
  if (accounts.length === 0)
    return html`<p class="quiet small">There is no account yet. Make one with
<code>POST /control/accounts</code>.</p>`;
  const rows = accounts.map(
    ({ email, name }) => html`<li><a href="/issuer/authorize?${withHint(query, email)}">
<span>${name}</span> <span class="quiet">${email}</span></a></li>`,
  );
  return html`<h2 class="small">Accounts on this machine</h2><ul class="accounts">${rows}</ul>`;
}

function withHint(query: URLSearchParams, email: string): string {
  return new URLSearchParams([...query, ['login_hint', email]]).toString();
}
