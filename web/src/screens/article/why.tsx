// Why a card reads as it does: the rules and lexicon rows that fired, asked for when wanted.
import { useData } from '../../api';
import { Shown } from '../../parts/states';
import { Code, Quote } from '../../parts/text';
import { t } from '../../words';
import type { Analysis } from '../../types';
import type { Card } from './model';

export function Why({ article, card }: { article: string; card: Card }) {
  const loaded = useData<Analysis>(`/articles/${encodeURIComponent(article)}/why`);
  return (
    <Shown of={loaded}>
      {(analysis) => {
        const of = (part: { subject: string }) => {
          const [kind, index] = part.subject.split('/');
          const list = { claim: analysis.claims, event: analysis.events, figure: analysis.figures }[kind ?? ''] ?? [];
          return list[Number(index)];
        };
        const readings = [...(card.claim ? [card.claim] : []), ...card.events, ...card.figures].flatMap(
          (part) => of(part) ?? [],
        );
        const rows = readings.flatMap((one) =>
          (one.why ?? []).map((rule) => ({ words: 'trigger' in one ? one.trigger.text : one.text, rule })),
        );
        if (rows.length === 0) return <p class="muted">{t('why.none')}</p>;
        return (
          <ul class="why" aria-label={t('key.why')}>
            {rows.map((row, index) => (
              <li key={index}>
                <Code>{row.rule}</Code> <Quote>{row.words.slice(0, 60)}</Quote>
              </li>
            ))}
          </ul>
        );
      }}
    </Shown>
  );
}
