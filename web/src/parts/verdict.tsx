// What a policy makes of an incident, in a line: least, best and most of each kind, and the grade.
import { t, term } from '../words';
import type { IncidentRow } from '../types';
import { Badge } from './badge';
import { Bounds } from './text';

/** Least and most as any report gives them, where the policy has not judged yet. */
const Told = ({ killed }: { killed: IncidentRow['killed'] }) =>
  killed ? (
    <span class="muted" title={t('range.as.told')}>
      {term('kind', 'killed')} <Bounds low={killed[0]} high={killed[1]} /> *
    </span>
  ) : null;

export function Verdict({ row }: { row: Pick<IncidentRow, 'range' | 'killed'> }) {
  const { range } = row;
  if (!range) return <Told killed={row.killed} />;
  if (range.measures.length === 0 && !range.grade) return <>—</>;
  return (
    <span class="verdict">
      {range.measures.map((one) => (
        <span key={one.kind}>
          {term('kind', one.kind)} <Bounds low={one.low} high={one.high} />
          {one.best != null && one.low !== one.high && (
            <small class="muted">
              {' '}
              {t('best')} <Bounds low={one.best} high={one.best} />
            </small>
          )}{' '}
        </span>
      ))}
      {range.grade && <Badge tone={'grade-' + range.grade}>{term('grade', range.grade)}</Badge>}
    </span>
  );
}
