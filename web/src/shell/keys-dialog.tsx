// The keys that act, by screen; and whether single letters act at all.
import { CheckField, SelectField } from '../parts/field';
import { Dialog } from '../parts/dialog';
import { digits, dialog, keys } from '../state';
import { t, type Word } from '../words';

const everywhere: [string, Word][] = [
  ['?', 'keys.title'],
  ['Ctrl+K', 'find'],
  ['Esc', 'close'],
];
const inbox: [string, Word][] = [
  ['J', 'key.next.row'],
  ['K', 'key.previous.row'],
  ['Enter', 'key.open'],
];
const workbench: [string, Word][] = [
  ['J', 'key.next'],
  ['K', 'key.previous'],
  ['A', 'key.accept'],
  ['E', 'key.edit'],
  ['R', 'key.reject'],
  ['M', 'key.merge'],
  ['S', 'key.split'],
  ['N', 'key.new'],
  ['0', 'key.done'],
  ['W', 'key.why'],
  ['Ctrl+Z', 'key.undo'],
  ['Shift+J', 'key.next.article'],
  ['Shift+K', 'key.previous.article'],
];

const List = ({ of }: { of: [string, Word][] }) => (
  <dl class="keys">
    {of.map(([key, word]) => (
      <div key={key}>
        <dt>
          <kbd>{key}</kbd>
        </dt>
        <dd>{t(word)}</dd>
      </div>
    ))}
  </dl>
);

export function KeysDialog() {
  return (
    <Dialog
      title={t('keys.title')}
      onClose={() => {
        dialog.value = null;
      }}
    >
      <h3>{t('keys.everywhere')}</h3>
      <List of={everywhere} />
      <h3>{t('nav.inbox')}</h3>
      <List of={inbox} />
      <h3>{t('nav.article')}</h3>
      <List of={workbench} />
      <CheckField
        label={t('keys.single')}
        checked={keys.value === 'on'}
        onChange={(on) => {
          keys.value = on ? 'on' : 'off';
        }}
      />
      <SelectField
        label={t('digits')}
        value={digits.value}
        choices={[
          { value: 'latn', label: '0123456789' },
          { value: 'arab', label: '٠١٢٣٤٥٦٧٨٩' },
        ]}
        onChange={(value) => {
          digits.value = value === 'arab' ? 'arab' : 'latn';
        }}
      />
    </Dialog>
  );
}
