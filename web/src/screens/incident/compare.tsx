// Two incidents side by side before they are merged: what agrees and what does not.
import { Table } from '../../parts/table';
import { days, placeName, range } from '../../format';
import { Name } from '../../parts/text';
import { numeral, t, term } from '../../words';
import type { Incident } from '../../types';

export function Compare({ a, b }: { a: Incident; b: Incident }) {
  const killed = (one: Incident) => {
    const measure = one.range.measures.find((each) => each.kind === 'killed');
    return range(measure?.low, measure?.high);
  };
  const rows = [
    { field: t('type'), of: (one: Incident) => (one.type ? term('type', one.type) : t('harm.only')) },
    { field: t('when'), of: (one: Incident) => days(one.from, one.to) },
    {
      field: t('role.place'),
      of: (one: Incident) =>
        one.place ? `${placeName(one.place)} (${term('level', one.place.level)})` : t('not.located'),
    },
    { field: t('kind.killed'), of: killed },
    { field: t('articles'), of: (one: Incident) => numeral(one.reports.length) },
    { field: t('origins'), of: (one: Incident) => numeral(Object.keys(one.claims).length) },
  ];
  return (
    <Table
      caption={t('compare')}
      rows={rows}
      rowKey={(row) => row.field}
      columns={[
        { id: 'field', head: t('compare'), rowHead: true, cell: (row) => row.field },
        { id: 'a', head: a.id, cell: (row) => <Name>{row.of(a)}</Name> },
        { id: 'b', head: b.id, cell: (row) => <Name>{row.of(b)}</Name> },
        { id: 'same', head: t('agreed'), cell: (row) => (row.of(a) === row.of(b) ? '＝' : '≠') },
      ]}
    />
  );
}
