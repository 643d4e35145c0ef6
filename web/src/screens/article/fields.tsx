// Fields of a reading: mentions to choose, and words taken from the selection in the text.
import { Button } from '../../parts/button';
import { SelectField } from '../../parts/field';
import { Name, Quote } from '../../parts/text';
import { t } from '../../words';
import type { Mention, Span } from '../../types';

/** Several mentions of one kind, each taken away by its own button. */
export function MentionsField({
  label,
  ids,
  mentions,
  types,
  onChange,
  onShow,
}: {
  label: string;
  ids: string[];
  mentions: Mention[];
  types: string[];
  onChange: (ids: string[]) => void;
  onShow: (span: Span | null) => void;
}) {
  const open = mentions.filter((mention) => types.includes(mention.type) && !ids.includes(mention.id));
  return (
    <div class="mentions-field" role="group" aria-label={label}>
      <SelectField
        label={label}
        value=""
        onChange={(id) => id && onChange([...ids, id])}
        choices={[
          { value: '', label: t('add.mention') },
          ...open.map((mention) => ({ value: mention.id, label: mention.text })),
        ]}
      />
      <div class="row">
        {ids.map((id) => {
          const mention = mentions.find((one) => one.id === id);
          return (
            <button
              key={id}
              type="button"
              class="chip"
              onFocus={() => mention && onShow(mention)}
              onMouseEnter={() => mention && onShow(mention)}
              onClick={() => onChange(ids.filter((one) => one !== id))}
              aria-label={`${t('remove')} ${mention?.text ?? id}`}
            >
              <Name>{mention?.text ?? id}</Name> <span aria-hidden="true">✕</span>
            </button>
          );
        })}
      </div>
    </div>
  );
}

/** Words of the text: shown, and replaced by those that are selected. */
export function SpanField({
  label,
  span,
  selection,
  onChange,
  onShow,
}: {
  label: string;
  span: Span;
  selection: Span | null;
  onChange: (span: Span) => void;
  onShow: (span: Span | null) => void;
}) {
  return (
    <div class="field span-field" role="group" aria-label={label} onFocusCapture={() => onShow(span)}>
      <span class="label">{label}</span>
      <Quote>{span.text || '…'}</Quote>
      <Button small disabled={!selection} onClick={() => selection && onChange(selection)}>
        {t('take.selection')}
      </Button>
    </div>
  );
}
