// Every claim about the incident, grouped by origin: claims of one origin are not independent of each other.
import { Badge, Stance, Status } from '../../parts/badge';
import { Panel } from '../../parts/page';
import { Bounds, Day, Name, Quote } from '../../parts/text';
import { chainNames, originKind, sourceName } from '../../format';
import { to } from '../../router';
import { count, t, term } from '../../words';
import type { Incident, LedgerClaim } from '../../types';
import { speakerOf, titleOf } from './disputes';

function ClaimLine({ claim, title }: { claim: LedgerClaim; title: string }) {
  return (
    <li>
      <div class="row">
        <Stance value={claim.stance} />
        <Status value={claim.status} />
        {claim.figure && (
          <strong>
            {term('kind', claim.figure)} <Bounds low={claim.low} high={claim.high} approximate={claim.approximate} />
          </strong>
        )}
        {claim.victims && <span class="muted">{term('victims', claim.victims)}</span>}
        {claim.part && <Badge>{t('part.of.figure')}</Badge>}
        {claim.cumulative && <Badge tone="warn">{t('cumulative')}</Badge>}
        {!claim.figure && claim.type && <span>{term('type', claim.type)}</span>}
      </div>
      <a class="evidence" href={to('article', claim.article, { at: `${claim.start}-${claim.end}` })}>
        <Quote>{claim.quote}</Quote>
      </a>
      <small class="muted">
        {claim.source && (
          <>
            <Name>{sourceName(claim)}</Name> ‹{' '}
          </>
        )}
        {chainNames(claim).map((name) => (
          <span key={name}>
            <Name>{name}</Name> ‹{' '}
          </span>
        ))}
        <Name>{title}</Name>
        {claim.from && (
          <>
            {' '}
            · <Day value={claim.from} />
          </>
        )}
      </small>
    </li>
  );
}

export function ByOrigin({ incident }: { incident: Incident }) {
  const origins = Object.entries(incident.claims).sort((a, b) => b[1].length - a[1].length);
  const articles = new Set(origins.flatMap(([, claims]) => claims.map((claim) => claim.article))).size;
  return (
    <Panel title={t('claims.by.origin')} id="by-origin">
      <p class="muted">
        {count('n.articles', articles)} · {count('n.origins', origins.length)}
      </p>
      {origins.map(([origin, claims], index) => (
        <details key={origin} class="origin" open={innerWidth > 800 && index < 8}>
          <summary>
            <Name>{speakerOf(origin, claims)}</Name> <Badge>{t(`origin.${originKind(origin)}`)}</Badge>{' '}
            <span class="muted">
              {count('n.claims', claims.length)} ·{' '}
              {count('n.articles', new Set(claims.map((claim) => claim.article)).size)}
            </span>
          </summary>
          <ul class="claim-lines">
            {claims.map((claim) => (
              <ClaimLine key={claim.id} claim={claim} title={titleOf(incident, claim.article)} />
            ))}
          </ul>
        </details>
      ))}
    </Panel>
  );
}
