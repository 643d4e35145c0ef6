// A modal dialog on the browser's own <dialog>: focus goes to the first field and stays inside, Escape
// closes, focus returns.
import type { ComponentChildren } from 'preact';
import { useEffect, useId, useRef, useState } from 'preact/hooks';
import type { Fault } from '../api';
import { t } from '../words';
import { Button } from './button';
import { FaultLine } from './states';

export interface DialogProps {
  title: string;
  children: ComponentChildren;
  onClose: () => void;
  wide?: boolean;
}

export function Dialog({ title, children, onClose, wide }: DialogProps) {
  const element = useRef<HTMLDialogElement>(null);
  const id = useId();
  useEffect(() => {
    const before = document.activeElement as HTMLElement | null;
    element.current?.showModal();
    element.current?.querySelector<HTMLElement>('.dialog-body :is(input, select, textarea)')?.focus();
    return () => before?.focus?.();
  }, []);
  return (
    <dialog
      ref={element}
      class={wide ? 'wide' : ''}
      aria-labelledby={id}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
    >
      <header>
        <h2 id={id}>{title}</h2>
        <Button kind="quiet" label={t('close')} onClick={onClose}>
          ✕
        </Button>
      </header>
      <div class="dialog-body">{children}</div>
    </dialog>
  );
}

/** A form in a dialog: Enter sends it; a fault of sending stands above the buttons, and what was typed stays. */
export function FormDialog({
  title,
  children,
  onClose,
  onSend,
  send,
  wide,
  disabled,
}: DialogProps & { onSend: () => void | Promise<void>; send: string; disabled?: boolean }) {
  const [fault, fail] = useState<Fault | null>(null);
  const act = async () => {
    try {
      await onSend();
    } catch (caught) {
      fail(caught as Fault);
    }
  };
  return (
    <Dialog title={title} onClose={onClose} wide={wide}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void act();
        }}
      >
        {children}
        <div role="alert">{fault && <FaultLine fault={fault} />}</div>
        <div class="row end">
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button kind="main" type="submit" disabled={disabled}>
            {send}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
