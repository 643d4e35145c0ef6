// Reads an article that somebody pastes; the text goes to the server of the desk and nowhere else.
import { send } from '../api';
import { useDraft } from '../draft';
import { FormDialog } from '../parts/dialog';
import { AreaField, TextField } from '../parts/field';
import { go, to } from '../router';
import { t } from '../words';

export function ReadDialog({ onClose, onRead }: { onClose: () => void; onRead: () => void }) {
  const [form, set, drop] = useDraft('read', { text: '', title: '', outlet: '', url: '', published: '' });
  const put = (name: keyof typeof form) => (value: string) => set({ ...form, [name]: value });
  const read = async () => {
    const given = Object.fromEntries(Object.entries(form).filter(([, value]) => value !== ''));
    const answer = await send<{ article: string }>('POST', '/articles', given);
    drop();
    onRead();
    onClose();
    go(to('article', answer.article));
  };
  return (
    <FormDialog title={t('inbox.read')} wide onClose={onClose} onSend={read} send={t('inbox.read.send')}>
      <AreaField
        label={t('text')}
        rows={8}
        required
        value={form.text}
        onInput={put('text')}
        help={t('inbox.read.help')}
      />
      <TextField label={t('title')} value={form.title} onInput={put('title')} />
      <div class="columns">
        <TextField label={t('outlet')} value={form.outlet} onInput={put('outlet')} />
        <TextField
          label={t('published')}
          type="date"
          value={form.published}
          onInput={put('published')}
          help={t('published.help')}
        />
      </div>
      <TextField label={t('address')} type="url" value={form.url} onInput={put('url')} />
    </FormDialog>
  );
}
