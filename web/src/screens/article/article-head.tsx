// What stands above an article: outlet, day, versions, incidents, its bytes, and whether it is done.
import { address } from '../../api';
import { Badge } from '../../parts/badge';
import { Button, LinkButton } from '../../parts/button';
import { SelectField } from '../../parts/field';
import { Code, Day, Name } from '../../parts/text';
import { moment } from '../../format';
import { refine, to } from '../../router';
import { may } from '../../state';
import { t } from '../../words';
import type { ArticlePage } from '../../types';

export function ArticleFacts({ page }: { page: ArticlePage }) {
  const { article, analysis, copies, incidents } = page;
  return (
    <div class="row facts">
      <strong>
        <Name>{article.outlet}</Name>
      </strong>{' '}
      <Day value={article.published} />
      {article.url && (
        <span class="url">
          <Code>{article.url}</Code>
        </span>
      )}
      <span title={article.sha256}>
        SHA-256 <Code>{article.sha256.slice(0, 12)}…</Code>
      </span>
      {analysis && (
        <span title={analysis.pack}>
          {t('pack')} <Code>{analysis.pack.slice(0, 10)}…</Code>
        </span>
      )}
      {copies.map((copy) => (
        <a key={copy.article} class="chip" href={to('article', copy.article)}>
          {t('copy.of')} <Name>{copy.outlet}</Name>
        </a>
      ))}
      {incidents.map(({ id, leads }) => (
        <a key={id} class="chip" href={to('incident', id)} title={leads ? t('leads') : t('background')}>
          {t('nav.incident')} <Name>{id}</Name>
        </a>
      ))}
    </div>
  );
}

export function ArticleActions({
  page,
  can,
  done,
  onDone,
  onUndo,
  onNew,
}: {
  page: ArticlePage;
  can: boolean;
  done: boolean;
  onDone: () => void;
  onUndo: () => void;
  onNew: () => void;
}) {
  const { article, versions } = page;
  return (
    <>
      {versions.length > 1 && (
        <SelectField
          label={t('version')}
          value={String(article.version)}
          onChange={(version) => refine({ version })}
          choices={versions.map((one) => ({
            value: String(one.version),
            label: `${one.version} · ${moment(one.added)}`,
          }))}
        />
      )}
      {may('annotate') && (
        <LinkButton
          href={address(`/articles/${encodeURIComponent(article.article)}/original`, { version: article.version })}
          download
        >
          {t('original')}
        </LinkButton>
      )}
      {can && (
        <>
          <Button hint="N" onClick={onNew}>
            {t('key.new')}
          </Button>
          <Button hint="Ctrl+Z" onClick={onUndo}>
            {t('key.undo')}
          </Button>
          {done ? (
            <Button hint="0" onClick={onDone}>
              {t('reopen')}
            </Button>
          ) : (
            <Button kind="main" hint="0" onClick={onDone}>
              {t('key.done')}
            </Button>
          )}
        </>
      )}
      {done && <Badge tone="done">✓ {t('state.done')}</Badge>}
    </>
  );
}
