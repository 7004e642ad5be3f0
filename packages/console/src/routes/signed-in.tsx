import { createRoute, redirect } from '@tanstack/react-router';
import { SignInFailedPage } from '../features/sign-in/sign-in-failed-page.tsx';
import { finishSignIn } from '../session/finish-sign-in.ts';
import { takePendingSignIn } from '../session/pending-sign-in.ts';
import { rootRoute } from './root.tsx';

/** Where the issuer sends the browser back to; its code can be used once, so nothing here may run twice. */
export const signedInRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/signed-in',
  loader: async ({ context: { console } }) => {
    const pending = takePendingSignIn();
    if (pending === undefined) throw redirect({ to: '/', replace: true });
    const answer = { address: new URL(window.location.href), pending, nowMs: Date.now() };
    console.session.write(await finishSignIn(console.config, answer));
    throw redirect({ href: pending.returnTo, replace: true });
  },
  errorComponent: SignInFailedPage,
});
