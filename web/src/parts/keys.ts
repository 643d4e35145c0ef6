// Single keys of a screen. They rest in forms, while a dialog is open, and when turned off.
import { useEffect, useRef } from 'preact/hooks';
import { keys } from '../state';

export interface Key {
  key: string;
  ctrl?: boolean;
  shift?: boolean;
  act: () => void;
}

/** Letters count by their place on the keyboard too, so that an Arabic layout works. */
function fits(key: Key, event: KeyboardEvent): boolean {
  if (Boolean(key.ctrl) !== (event.ctrlKey || event.metaKey) || event.altKey) return false;
  if (key.shift !== undefined && key.shift !== event.shiftKey) return false;
  const letter = /^Key([A-Z])$|^Digit(\d)$/.exec(event.code);
  return event.key.toLowerCase() === key.key || (letter?.[1] ?? letter?.[2] ?? '').toLowerCase() === key.key;
}

export function useKeys(list: Key[]): void {
  const now = useRef(list);
  now.current = list;
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const target = event.target as HTMLElement;
      const typing = target.matches(
        'input:not([type=checkbox]):not([type=radio]), textarea, select, [contenteditable]',
      );
      if (typing || document.querySelector('dialog[open]')) return;
      const single = keys.value === 'on' && !target.closest('form');
      const found = now.current.find((key) => fits(key, event) && (key.ctrl || single));
      if (!found) return;
      event.preventDefault();
      found.act();
    };
    addEventListener('keydown', press);
    return () => removeEventListener('keydown', press);
  }, []);
}
