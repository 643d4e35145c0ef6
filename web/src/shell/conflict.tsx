// Two people changed one thing: what stands now is shown, what was typed here is kept, and neither is lost.
import { signal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { Fault } from '../api';
import { Button } from '../parts/button';
import { Dialog } from '../parts/dialog';
import { FaultLine } from '../parts/states';
import { t } from '../words';

export interface Conflict {
  stands: ComponentChildren;
  mine: ComponentChildren;
  again: () => Promise<void>;
}
export const conflict = signal<Conflict | null>(null);

export function ConflictDialog() {
  const [fault, fail] = useState<Fault | null>(null);
  const now = conflict.value;
  if (!now) return null;
  const close = () => {
    conflict.value = null;
    fail(null);
  };
  const again = async () => {
    conflict.value = null;
    try {
      await now.again();
    } catch (caught) {
      conflict.value = now;
      fail(caught as Fault);
    }
  };
  return (
    <Dialog title={t('conflict.title')} onClose={close}>
      <p>{t('conflict.lead')}</p>
      <h3>{t('conflict.stands')}</h3>
      <div class="box">{now.stands}</div>
      <h3>{t('conflict.mine')}</h3>
      <div class="box">{now.mine}</div>
      <div role="alert">{fault && <FaultLine fault={fault} />}</div>
      <div class="row end">
        <Button onClick={close}>{t('conflict.drop')}</Button>
        <Button
          kind="main"
          onClick={() => {
            void again();
          }}
        >
          {t('conflict.again')}
        </Button>
      </div>
    </Dialog>
  );
}
