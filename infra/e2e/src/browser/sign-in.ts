import type { Page } from 'playwright-core';

export interface Credentials {
  email: string;
  password: string;
}

/** Opens the console and gives the issuer's page an address and a password, whatever comes of it. */
export async function giveCredentials(page: Page, apiUrl: string, credentials: Credentials): Promise<void> {
  await page.goto(apiUrl);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await fillIn(page, credentials);
}

/** Fills in the issuer's page. */
export async function fillIn(page: Page, { email, password }: Credentials): Promise<void> {
  await page.getByLabel('E-mail address').fill(email);
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
}

/** Signs in, up to the person's first page. */
export async function signIn(page: Page, apiUrl: string, credentials: Credentials): Promise<void> {
  await giveCredentials(page, apiUrl, credentials);
  await page.getByRole('button', { name: 'Sign out' }).waitFor();
}
