// Ctrl+K: words go to the ledger, an id to its screen.
import { useState } from 'preact/hooks';
import { FormDialog } from '../parts/dialog';
import { TextField } from '../parts/field';
import { go, to } from '../router';
import { t } from '../words';

export function Find({ onClose }: { onClose: () => void }) {
  const [words, type] = useState('');
  const send = () => {
    const wanted = words.trim();
    if (!wanted) return;
    onClose();
    go(/^i-[0-9a-f]+$/.test(wanted) ? to('incident', wanted) : to('ledger', '', { words: wanted }));
  };
  return (
    <FormDialog title={t('find')} onClose={onClose} onSend={send} send={t('find')}>
      <TextField label={t('find.what')} help={t('find.help')} type="search" value={words} onInput={type} autofocus />
    </FormDialog>
  );
}
