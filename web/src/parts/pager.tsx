// Pages of a list; without a total, whether a next one can be there shows by how full this one is.
import { refine, route } from '../router';
import { count, numeral, t } from '../words';
import { Button } from './button';
import { Name } from './text';

export const pageOf = (): number => Number(route.value.query.page ?? '1') || 1;

export function Pager({ shown, total, limit }: { shown: number; total?: number; limit: number }) {
  const page = pageOf();
  const more = total !== undefined ? page * limit < total : shown === limit;
  if (page === 1 && !more) return total !== undefined ? <p class="pager muted">{count('n.rows', total)}</p> : null;
  return (
    <nav class="pager" aria-label={t('pages')}>
      <Button disabled={page <= 1} onClick={() => refine({ page: page - 1 })}>
        {t('page.before')}
      </Button>
      <span>
        <Name>{numeral(page)}</Name>
        {total !== undefined && <> · {count('n.rows', total)}</>}
      </span>
      <Button disabled={!more} onClick={() => refine({ page: page + 1 })}>
        {t('page.after')}
      </Button>
    </nav>
  );
}
