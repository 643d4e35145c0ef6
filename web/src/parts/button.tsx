// Buttons and links that look like them.
import type { ComponentChildren } from 'preact';

export interface ButtonProps {
  children: ComponentChildren;
  onClick?: (event: MouseEvent) => void;
  kind?: 'plain' | 'main' | 'danger' | 'quiet';
  type?: 'button' | 'submit';
  disabled?: boolean;
  pressed?: boolean;
  hint?: string;
  label?: string;
  small?: boolean;
  expanded?: boolean;
}

/** `hint` is the key that does the same. */
export function Button({
  children,
  onClick,
  kind = 'plain',
  type = 'button',
  disabled,
  pressed,
  hint,
  label,
  small,
  expanded,
}: ButtonProps) {
  return (
    <button
      type={type}
      class={`button ${kind}${small ? ' small' : ''}`}
      onClick={onClick}
      disabled={disabled}
      aria-pressed={pressed}
      aria-label={label}
      aria-expanded={expanded}
      aria-keyshortcuts={hint}
      title={label}
    >
      {children}
      {hint && <kbd aria-hidden="true">{hint}</kbd>}
    </button>
  );
}

export const LinkButton = ({
  href,
  children,
  kind = 'plain',
  download,
  title,
}: {
  href: string;
  children: ComponentChildren;
  kind?: 'plain' | 'main';
  download?: boolean;
  title?: string;
}) => (
  <a class={'button ' + kind} href={href} download={download} title={title}>
    {children}
  </a>
);
