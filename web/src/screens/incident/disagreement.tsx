// The disagreement panel: each disputed thing with every value side by side, and the five treatments.
import { Badge, Hand, Stance } from '../../parts/badge';
import { Button } from '../../parts/button';
import { Panel } from '../../parts/page';
import { Name, Quote } from '../../parts/text';
import { moment } from '../../format';
import { to } from '../../router';
import { may } from '../../state';
import { numeral, t, term } from '../../words';
import type { Decision, Figure, Incident } from '../../types';
import { disputesOf, speakerOf, whatOf, type Dispute } from './disputes';

/** So many origins are named beside a value; all stand in the claims by origin. */
const chips = 8;

export const treatments = ['prefer', 'range', 'unconfirmed', 'pending', 'ask'] as const;
export type Treatment = (typeof treatments)[number];

/** How it was treated, by whom, and why: it stands beside what the sources say and hides none of it. */
const Treated = ({ incident, decision }: { incident: Incident; decision: Decision }) => (
  <p class="treatment">
    <Hand by="person" /> <strong>{term('decision', decision.action)}</strong>
    {whatOf(incident, decision) && (
      <>
        {': '}
        <Name>{whatOf(incident, decision)}</Name>
      </>
    )}{' '}
    <Quote>{decision.reason}</Quote>{' '}
    <small class="muted">
      <Name>{decision.author}</Name> · <Name>{moment(decision.at)}</Name>
    </small>
  </p>
);

function Row({
  incident,
  dispute,
  onTreat,
}: {
  incident: Incident;
  dispute: Dispute;
  onTreat: (treatment: Treatment, dispute: Dispute) => void;
}) {
  return (
    <div
      role="group"
      class={'dispute' + (dispute.disputed ? ' disputed' : '') + (dispute.treated ? ' treated' : '')}
      aria-label={dispute.label}
    >
      <h3>
        {dispute.label}{' '}
        {dispute.treated ? (
          <Badge tone="person">{t('treated')}</Badge>
        ) : dispute.disputed ? (
          <Badge tone="warn">{t('disputed')}</Badge>
        ) : (
          <Badge tone="done">{t('agreed')}</Badge>
        )}
      </h3>
      {dispute.treated && <Treated incident={incident} decision={dispute.treated} />}
      <ul class="values">
        {dispute.values.map((value) => (
          <li key={value.words}>
            <strong>
              <Name>{value.words}</Name>
            </strong>
            <span>
              {value.origins.slice(0, chips).map((origin) => {
                const claim = value.claims.find((one) => one.origin === origin)!;
                return (
                  <a
                    key={origin}
                    class="chip"
                    href={to('article', claim.article, { at: `${claim.start}-${claim.end}` })}
                  >
                    <Name>{speakerOf(origin, incident.claims[origin])}</Name>
                  </a>
                );
              })}
              {value.origins.length > chips && <Badge>+{numeral(value.origins.length - chips)}</Badge>}
              {value.added.map((one) => {
                const { start, end, text } = one.reading as Figure;
                return (
                  <a
                    key={one.id}
                    class="chip"
                    title={text}
                    href={to('article', one.article, { at: `${start}-${end}` })}
                  >
                    <Hand by="person" /> <Name>{one.author}</Name>
                  </a>
                );
              })}
            </span>
          </li>
        ))}
        {dispute.denials.map((claim) => (
          <li key={claim.id}>
            <Stance value={claim.stance} />{' '}
            <a class="chip" href={to('article', claim.article, { at: `${claim.start}-${claim.end}` })}>
              <Name>{speakerOf(claim.origin, [claim])}</Name>
            </a>{' '}
            <Quote>{claim.quote}</Quote>
          </li>
        ))}
      </ul>
      {may('decide') && dispute.disputed && (
        <div class="row no-print" role="group" aria-label={`${t('treat')} ${dispute.label}`}>
          {treatments.map((treatment) => (
            <Button key={treatment} small onClick={() => onTreat(treatment, dispute)}>
              {t(`decision.${treatment}`)}
            </Button>
          ))}
        </div>
      )}
    </div>
  );
}

export function Disagreement({
  incident,
  onTreat,
}: {
  incident: Incident;
  onTreat: (treatment: Treatment, dispute: Dispute) => void;
}) {
  const disputes = disputesOf(incident).sort((a, b) => Number(b.disputed) - Number(a.disputed));
  return (
    <Panel title={t('disagreement')} id="disagreement" class="disagreement">
      {disputes.length === 0 ? (
        <p class="muted">{t('disagreement.none')}</p>
      ) : (
        disputes.map((dispute) => <Row key={dispute.id} incident={incident} dispute={dispute} onTreat={onTreat} />)
      )}
    </Panel>
  );
}
