// One dialog for every decision about an incident: what it needs, the reason, and what it will do.
import { useState } from 'preact/hooks';
import { useData } from '../../api';
import { useDraft } from '../../draft';
import { FormDialog } from '../../parts/dialog';
import { AreaField, CheckField, Radios, SelectField, TextField } from '../../parts/field';
import { days, placeName } from '../../format';
import { t, term } from '../../words';
import type { Candidate, Incident } from '../../types';
import { addedWords, speakerOf, titleOf, type Dispute } from './disputes';
import { Compare } from './compare';

export interface Wanted {
  action: string;
  dispute?: Dispute;
  number?: number;
}
export interface Body {
  action: string;
  reason: string;
  other?: string;
  articles?: string[];
  article?: string;
  detail?: string;
  /** The dispute that a treatment settles, and the claims that it is about. */
  settles?: string;
  claims?: string[];
}

const candidateWords = (one: Candidate) =>
  [term('type', one.type), one.place && placeName(one.place), one.from && days(one.from, null), one.id]
    .filter(Boolean)
    .join(' · ');

export function DecideDialog({
  incident,
  wanted,
  onSend,
  onClose,
}: {
  incident: Incident;
  wanted: Wanted;
  onSend: (body: Body) => Promise<void>;
  onClose: () => void;
}) {
  const { action, dispute } = wanted;
  const [reason, say, drop] = useDraft(
    `${incident.id}/${action}/${dispute?.id ?? ''}`,
    dispute ? dispute.label + ' — ' : '',
  );
  const [other, setOther] = useState('');
  const [articles, setArticles] = useState<string[]>([]);
  const [detail, setDetail] = useState('');
  const second = useData<Incident>(
    other ? `/incidents/${encodeURIComponent(other)}` : `/incidents/${encodeURIComponent(incident.id)}`,
  );
  // Of a dispute those who take part in it; else whoever says anything.
  const named = new Set(dispute?.values.flatMap((value) => value.origins) ?? Object.keys(incident.claims));
  const origins = [
    ...Object.entries(incident.claims)
      .filter(([origin]) => named.has(origin))
      .map(([value, claims]) => ({ value, label: speakerOf(value, claims) })),
    ...(dispute?.values ?? []).flatMap((value) =>
      value.added.map((one) => ({ value: one.id, label: addedWords(one) })),
    ),
  ];
  const claimsOf = (origin: string) =>
    dispute?.values
      .flatMap((value) => [...value.claims.filter((one) => one.origin === origin), ...value.added])
      .map((one) => one.id)
      .filter((id) => incident.claims[origin]?.some((one) => one.id === id) || id === origin) ?? [];
  const title = (article: string) => titleOf(incident, article);

  const body = (): Body => {
    const what =
      action === 'merge'
        ? { other }
        : action === 'split'
          ? { articles }
          : action === 'move'
            ? { article: articles[0] ?? '', other }
            : action === 'prefer' || action === 'ask'
              ? { detail, ...(action === 'prefer' ? { claims: claimsOf(detail) } : {}) }
              : {};
    return { action, reason: reason.trim(), ...what, ...(dispute ? { settles: dispute.id } : {}) };
  };
  const missing =
    !reason.trim() ||
    ((action === 'merge' || action === 'move') && !other) ||
    (action === 'split' && (articles.length === 0 || articles.length === incident.reports.length)) ||
    (action === 'move' && articles.length === 0) ||
    ((action === 'prefer' || action === 'ask') && !detail.trim());
  const send = async () => {
    if (missing) return;
    await onSend(body());
    drop();
    onClose();
  };
  return (
    <FormDialog
      title={term('decision', action)}
      wide={action === 'merge'}
      onClose={onClose}
      onSend={send}
      send={t('decide')}
      disabled={missing}
    >
      <p class="muted">{t(`decision.help.${action}` as 'decision.help.merge')}</p>
      {(action === 'merge' || action === 'move') && (
        <>
          {incident.candidates.length > 0 && (
            <Radios
              label={t('candidates')}
              value={other}
              onChange={setOther}
              choices={incident.candidates.map((one) => ({ value: one.id, label: candidateWords(one) }))}
            />
          )}
          <TextField label={t('other.incident')} value={other} onInput={setOther} help={t('other.incident.help')} />
          {action === 'merge' && other && second.data?.id === other && <Compare a={incident} b={second.data} />}
        </>
      )}
      {action === 'move' && (
        <SelectField
          label={t('article')}
          value={articles[0] ?? ''}
          onChange={(value) => setArticles(value ? [value] : [])}
          choices={[{ value: '', label: '—' }, ...incident.reports.map((value) => ({ value, label: title(value) }))]}
        />
      )}
      {action === 'split' && (
        <fieldset class="radios">
          <legend>{t('split.which')}</legend>
          {incident.reports.map((article) => (
            <CheckField
              key={article}
              label={<bdi dir="auto">{title(article)}</bdi>}
              checked={articles.includes(article)}
              onChange={(on) => setArticles(on ? [...articles, article] : articles.filter((one) => one !== article))}
            />
          ))}
        </fieldset>
      )}
      {action === 'prefer' && (
        <Radios label={t('prefer.which')} value={detail} onChange={setDetail} choices={origins} />
      )}
      {action === 'ask' && <TextField label={t('ask.whom')} value={detail} onInput={setDetail} required />}
      <AreaField
        label={action === 'note' ? t('note') : t('reason')}
        value={reason}
        onInput={say}
        required
        help={t('reason.help')}
      />
    </FormDialog>
  );
}
