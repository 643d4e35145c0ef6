// Asks why a reading is rejected.
import { useState } from 'preact/hooks';
import { Button } from '../../parts/button';
import { Radios } from '../../parts/field';
import { t } from '../../words';

const reasons = ['reason.wrong', 'reason.speaker', 'reason.not.said', 'reason.number', 'reason.other'] as const;

/** Why a reading is rejected: the most usual reason is chosen, so that Enter is enough. */
export function RejectLine({ onSend, onCancel }: { onSend: (reason: string) => void; onCancel: () => void }) {
  const [reason, say] = useState<string>(t(reasons[0]));
  return (
    <form
      class="reject-line"
      onSubmit={(event) => {
        event.preventDefault();
        onSend(reason);
      }}
      onKeyDown={(event) => {
        if (event.key === 'Escape') onCancel();
      }}
      ref={(form) => {
        if (form && !form.contains(document.activeElement)) form.querySelector('input')?.focus();
      }}
    >
      <Radios
        label={t('reject.why')}
        value={reason}
        onChange={say}
        choices={reasons.map((word) => ({ value: t(word), label: t(word) }))}
      />
      <Button kind="danger" type="submit">
        {t('key.reject')}
      </Button>{' '}
      <Button onClick={onCancel}>{t('cancel')}</Button>
    </form>
  );
}
