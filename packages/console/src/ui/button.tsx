import { Button as BaseButton } from '@base-ui/react/button';
import type { ComponentProps } from 'react';

const kinds = {
  primary: 'bg-brand text-on-brand border-brand hover:bg-brand-strong hover:border-brand-strong',
  quiet: 'bg-surface text-ink border-edge hover:bg-sunken',
  danger: 'bg-bad-bg text-bad-fg border-bad-fg hover:brightness-95',
} as const;

const shape =
  'inline-flex min-h-10 cursor-pointer items-center justify-center gap-2 rounded-md border px-3.5 text-sm font-semibold transition-colors disabled:cursor-not-allowed disabled:opacity-55 data-disabled:cursor-not-allowed data-disabled:opacity-55';

export type ButtonKind = keyof typeof kinds;

type ButtonProps = Omit<ComponentProps<typeof BaseButton>, 'className'> & { kind?: ButtonKind };

/** The look of a button, for elements that open something by themselves. */
export function buttonLook(kind: ButtonKind): string {
  return `${shape} ${kinds[kind]}`;
}

/** A button that keeps the focus while it is busy. */
export function Button({ kind = 'quiet', ...rest }: ButtonProps) {
  return <BaseButton type="button" focusableWhenDisabled {...rest} className={buttonLook(kind)} />;
}
